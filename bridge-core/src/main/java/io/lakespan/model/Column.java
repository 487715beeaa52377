package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One column of a table.
 *
 * @param type the type in Hive's notation, lower case, for instance {@code decimal(10,2)} or {@code array<string>}
 * @param fieldId the identity the table format gives the column, which a rename keeps; absent where there is none
 * @param required whether the column can never be null
 */
public record Column(
        String name, String type, Optional<String> description, Optional<String> fieldId, boolean required) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(fieldId, "fieldId");
    }

    /** A nullable column without description and identity. */
    public static Column of(String name, String type) {
        return new Column(name, type, Optional.empty(), Optional.empty(), false);
    }

    public Column withDescription(Optional<String> text) {
        return new Column(name, type, text, fieldId, required);
    }

    public Column withFieldId(String id) {
        return new Column(name, type, description, Optional.of(id), required);
    }

    public Column withRequired() {
        return new Column(name, type, description, fieldId, true);
    }
}

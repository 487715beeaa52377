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
        String name,
        String type,
        Optional<String> description,
        Optional<String> fieldId,
        boolean required,
        Annotations annotations) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(fieldId, "fieldId");
        requireNonNull(annotations, "annotations");
    }

    /** A nullable column without description and identity. */
    public static Column of(String name, String type) {
        return new Column(name, type, Optional.empty(), Optional.empty(), false, Annotations.none());
    }

    public Column withDescription(Optional<String> text) {
        return new Column(name, type, text, fieldId, required, annotations);
    }

    public Column withFieldId(String id) {
        return withFieldId(Optional.of(id));
    }

    public Column withFieldId(Optional<String> id) {
        return new Column(name, type, description, id, required, annotations);
    }

    public Column withRequired() {
        return new Column(name, type, description, fieldId, true, annotations);
    }

    public Column withAnnotations(Annotations value) {
        return new Column(name, type, description, fieldId, required, value);
    }

    /** The column's shape alone: without what people wrote about it. */
    public Column bare() {
        return new Column(name, type, Optional.empty(), fieldId, required, Annotations.none());
    }

    /**
     * Whether the other is this column at another time or on another side: by the format's identity, which survives a
     * rename, where both have one, else by name.
     */
    public boolean sameAs(Column other) {
        if (fieldId.isPresent() && other.fieldId().isPresent()) {
            return fieldId.equals(other.fieldId());
        }
        return name.equalsIgnoreCase(other.name());
    }
}

package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table as a catalog shows it.
 *
 * @param uuid the identity the table format gives the table, which a rename keeps; absent where there is none
 * @param location where the table's files lie, a URI
 * @param parameters the catalog's own key/value pairs; never a secret
 */
public record Table(
        TableRef ref,
        TableFormat format,
        Optional<String> uuid,
        Schema schema,
        Optional<String> location,
        Optional<String> description,
        Optional<String> owner,
        SortedMap<String, String> parameters) {
    public Table {
        requireNonNull(ref, "ref");
        requireNonNull(format, "format");
        requireNonNull(uuid, "uuid");
        requireNonNull(schema, "schema");
        requireNonNull(location, "location");
        requireNonNull(description, "description");
        requireNonNull(owner, "owner");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** A table with nothing but a name, a format and columns. */
    public static Table of(TableRef ref, TableFormat format, Schema schema) {
        return new Table(
                ref,
                format,
                Optional.empty(),
                schema,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    public Table withUuid(Optional<String> value) {
        return new Table(ref, format, value, schema, location, description, owner, parameters);
    }

    public Table withSchema(Schema value) {
        return new Table(ref, format, uuid, value, location, description, owner, parameters);
    }

    public Table withLocation(Optional<String> value) {
        return new Table(ref, format, uuid, schema, value, description, owner, parameters);
    }

    public Table withDescription(Optional<String> value) {
        return new Table(ref, format, uuid, schema, location, value, owner, parameters);
    }

    public Table withOwner(Optional<String> value) {
        return new Table(ref, format, uuid, schema, location, description, value, parameters);
    }

    public Table withFormat(TableFormat value) {
        return new Table(ref, value, uuid, schema, location, description, owner, parameters);
    }

    public Table withParameters(Map<String, String> values) {
        return new Table(ref, format, uuid, schema, location, description, owner, new TreeMap<>(values));
    }
}

package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A table as a catalog shows it.
 *
 * @param uuid the identity the table format gives the table, which a rename keeps; absent where there is none
 * @param location where the table's files lie, a URI
 * @param parameters the catalog's own key/value pairs, without those that hold annotations; never a secret
 * @param storage how the files are read, where the catalog says so
 * @param view the query, when the table is a view
 */
public record Table(
        TableRef ref,
        TableFormat format,
        Optional<String> uuid,
        Schema schema,
        Optional<String> location,
        Optional<String> description,
        Optional<String> owner,
        SortedMap<String, String> parameters,
        Annotations annotations,
        Storage storage,
        Optional<ViewText> view) {
    public Table {
        requireNonNull(ref, "ref");
        requireNonNull(format, "format");
        requireNonNull(uuid, "uuid");
        requireNonNull(schema, "schema");
        requireNonNull(location, "location");
        requireNonNull(description, "description");
        requireNonNull(owner, "owner");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        requireNonNull(annotations, "annotations");
        requireNonNull(storage, "storage");
        requireNonNull(view, "view");
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
                new TreeMap<>(),
                Annotations.none(),
                Storage.none(),
                Optional.empty());
    }

    public Table withRef(TableRef value) {
        return new Table(
                value, format, uuid, schema, location, description, owner, parameters, annotations, storage, view);
    }

    public Table withFormat(TableFormat value) {
        return new Table(
                ref, value, uuid, schema, location, description, owner, parameters, annotations, storage, view);
    }

    public Table withUuid(Optional<String> value) {
        return new Table(
                ref, format, value, schema, location, description, owner, parameters, annotations, storage, view);
    }

    public Table withSchema(Schema value) {
        return new Table(
                ref, format, uuid, value, location, description, owner, parameters, annotations, storage, view);
    }

    public Table withLocation(Optional<String> value) {
        return new Table(ref, format, uuid, schema, value, description, owner, parameters, annotations, storage, view);
    }

    public Table withDescription(Optional<String> value) {
        return new Table(ref, format, uuid, schema, location, value, owner, parameters, annotations, storage, view);
    }

    public Table withOwner(Optional<String> value) {
        return new Table(
                ref, format, uuid, schema, location, description, value, parameters, annotations, storage, view);
    }

    public Table withParameters(Map<String, String> values) {
        return new Table(
                ref,
                format,
                uuid,
                schema,
                location,
                description,
                owner,
                new TreeMap<>(values),
                annotations,
                storage,
                view);
    }

    public Table withAnnotations(Annotations value) {
        return new Table(ref, format, uuid, schema, location, description, owner, parameters, value, storage, view);
    }

    public Table withStorage(Storage value) {
        return new Table(ref, format, uuid, schema, location, description, owner, parameters, annotations, value, view);
    }

    public Table withView(Optional<ViewText> value) {
        return new Table(
                ref, format, uuid, schema, location, description, owner, parameters, annotations, storage, value);
    }

    /** With the column of that name changed; nothing happens when there is none. */
    public Table withColumn(String name, UnaryOperator<Column> change) {
        return withSchema(schema.withColumns(schema.columns().stream()
                .map(column -> column.name().equalsIgnoreCase(name) ? change.apply(column) : column)
                .toList()));
    }
}

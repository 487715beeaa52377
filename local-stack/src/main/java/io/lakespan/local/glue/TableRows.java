package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The tables of the catalog in their current versions. */
record TableRows(Handle handle) {
    private static final String SELECT = "SELECT t.id, d.name AS database_name, t.name, t.version, t.document"
            + " FROM catalog_database d JOIN catalog_table t ON t.database_id = d.id";

    Optional<TableRow> find(String database, String name) {
        return handle.createQuery(SELECT + " WHERE d.name = ? AND t.name = ?")
                .bind(0, database)
                .bind(1, name)
                .map(TableRow::of)
                .findOne();
    }

    TableRow require(String database, String name) {
        return find(database, name).orElseThrow(() -> absent(database, name));
    }

    /** Those of a database behind this name, by name, read while the stream is; the caller closes it. */
    Stream<TableRow> after(String database, String name) {
        return handle
                .createQuery(SELECT + " WHERE d.name = ? AND t.name > ? ORDER BY t.name")
                .bind(0, database)
                .bind(1, name)
                .map(TableRow::of)
                .stream();
    }

    /** Every table, by database and name, read while the stream is; the caller closes it. */
    Stream<TableRow> all() {
        return handle.createQuery(SELECT + " ORDER BY d.name, t.name").map(TableRow::of).stream();
    }

    List<String> names(long databaseId) {
        return handle.createQuery("SELECT name FROM catalog_table WHERE database_id = ? ORDER BY name")
                .bind(0, databaseId)
                .mapTo(String.class)
                .list();
    }

    void insert(long databaseId, String name, ObjectNode document) {
        handle.execute(
                "INSERT INTO catalog_table (database_id, name, version, document) VALUES (?, ?, 0, ?)",
                databaseId,
                name,
                GlueJson.text(document));
    }

    void update(TableRow row) {
        handle.execute(
                "UPDATE catalog_table SET name = ?, version = ?, document = ? WHERE id = ?",
                row.name(),
                row.version(),
                GlueJson.text(row.document()),
                row.id());
    }

    /** With its partitions, versions, indexes, statistics and tags. */
    void delete(long id) {
        handle.execute("DELETE FROM catalog_table WHERE id = ?", id);
    }

    private GlueError absent(String database, String name) {
        new DatabaseRows(handle).require(database);
        return GlueError.notFound("Table " + name);
    }
}

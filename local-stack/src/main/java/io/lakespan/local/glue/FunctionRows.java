package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The user-defined functions of the catalog. */
record FunctionRows(Handle handle) {
    private static final String SELECT = "SELECT f.id, d.name AS database_name, f.name, f.document"
            + " FROM catalog_database d JOIN catalog_function f ON f.database_id = d.id";

    /** Where a function stands in the order of all; a name has no line break. */
    record Key(String database, String name) {
        static Key parse(String text) {
            int separator = text.indexOf('\n');
            return separator < 0
                    ? new Key(text, "")
                    : new Key(text.substring(0, separator), text.substring(separator + 1));
        }

        @Override
        public String toString() {
            return database + "\n" + name;
        }
    }

    /** A function and the database it stands in. */
    record FunctionRow(long id, String database, String name, ObjectNode document) {

        Key key() {
            return new Key(database, name);
        }
    }

    Optional<FunctionRow> find(String database, String name) {
        return handle.createQuery(SELECT + " WHERE d.name = ? AND f.name = ?")
                .bind(0, database)
                .bind(1, name)
                .map(FunctionRows::row)
                .findOne();
    }

    FunctionRow require(String database, String name) {
        new DatabaseRows(handle).require(database);
        return find(database, name).orElseThrow(() -> GlueError.notFound("Function " + name));
    }

    /** Those of one database, or of every one, behind this key, in the keys' order; the caller closes the stream. */
    Stream<FunctionRow> after(Optional<String> database, Key key) {
        return handle
                .createQuery(SELECT + " WHERE (:database IS NULL OR d.name = :database)"
                        + " AND (d.name, f.name) > (:afterDatabase, :afterName) ORDER BY d.name, f.name")
                .bind("database", database)
                .bind("afterDatabase", key.database())
                .bind("afterName", key.name())
                .map(FunctionRows::row)
                .stream();
    }

    void insert(long databaseId, String name, ObjectNode document) {
        handle.execute(
                "INSERT INTO catalog_function (database_id, name, document) VALUES (?, ?, ?)",
                databaseId,
                name,
                GlueJson.text(document));
    }

    void update(long id, String name, ObjectNode document) {
        handle.execute(
                "UPDATE catalog_function SET name = ?, document = ? WHERE id = ?", name, GlueJson.text(document), id);
    }

    void delete(long id) {
        handle.execute("DELETE FROM catalog_function WHERE id = ?", id);
    }

    private static FunctionRow row(ResultSet result, StatementContext context) throws SQLException {
        return new FunctionRow(
                result.getLong("id"),
                result.getString("database_name"),
                result.getString("name"),
                GlueJson.document(result.getString("document")));
    }
}

package io.lakespan.local.glue;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The former versions of tables. */
record VersionRows(Handle handle) {

    Optional<TableRow> find(TableRow table, long version) {
        return handle.createQuery("SELECT version, document FROM table_version WHERE table_id = ? AND version = ?")
                .bind(0, table.id())
                .bind(1, version)
                .map((row, context) -> former(table, row.getLong(1), row.getString(2)))
                .findOne();
    }

    /** Those before this version, the newest first. */
    List<TableRow> before(TableRow table, long version, int most) {
        return handle.createQuery("SELECT version, document FROM table_version"
                        + " WHERE table_id = ? AND version < ? ORDER BY version DESC LIMIT ?")
                .bind(0, table.id())
                .bind(1, version)
                .bind(2, most)
                .map((row, context) -> former(table, row.getLong(1), row.getString(2)))
                .list();
    }

    void insert(TableRow table) {
        handle.execute(
                "INSERT INTO table_version (table_id, version, document) VALUES (?, ?, ?)",
                table.id(),
                table.version(),
                GlueJson.text(table.document()));
    }

    /** Whether there was such a version. */
    boolean delete(TableRow table, long version) {
        return handle.execute("DELETE FROM table_version WHERE table_id = ? AND version = ?", table.id(), version) > 0;
    }

    private static TableRow former(TableRow table, long version, String document) {
        return new TableRow(table.id(), table.database(), table.name(), version, GlueJson.document(document));
    }
}

package io.lakespan.local.glue;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The partition indexes of tables: kept and shown; no listing needs them here. */
record IndexRows(Handle handle) {

    /** An index and the partition keys it is over. */
    record Index(String name, List<String> keys) {
        Index {
            keys = List.copyOf(keys);
        }
    }

    List<Index> of(TableRow table) {
        return handle.createQuery("SELECT name, keys FROM partition_index WHERE table_id = ? ORDER BY name")
                .bind(0, table.id())
                .map((row, context) -> new Index(row.getString(1), GlueJson.texts(row.getString(2))))
                .list();
    }

    void insert(TableRow table, Index index) {
        handle.execute(
                "INSERT INTO partition_index (table_id, name, keys) VALUES (?, ?, ?)",
                table.id(),
                index.name(),
                GlueJson.text(GlueJson.texts(index.keys())));
    }

    /** Whether there was such an index. */
    boolean delete(TableRow table, String name) {
        return handle.execute("DELETE FROM partition_index WHERE table_id = ? AND name = ?", table.id(), name) > 0;
    }
}

package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Column statistics of tables or of partitions: those whose id is the owner's. */
record StatisticsRows(Handle handle, String table) {

    Optional<ObjectNode> find(long owner, String column) {
        return handle.createQuery("SELECT document FROM <table> WHERE owner_id = ? AND column_name = ?")
                .define("table", table)
                .bind(0, owner)
                .bind(1, column)
                .map((row, context) -> GlueJson.document(row.getString(1)))
                .findOne();
    }

    void put(long owner, String column, ObjectNode document) {
        handle.createUpdate("INSERT INTO <table> (owner_id, column_name, document) VALUES (?, ?, ?)"
                        + " ON CONFLICT (owner_id, column_name) DO UPDATE SET document = excluded.document")
                .define("table", table)
                .bind(0, owner)
                .bind(1, column)
                .bind(2, GlueJson.text(document))
                .execute();
    }

    /** Whether there were any. */
    boolean delete(long owner, String column) {
        return handle.createUpdate("DELETE FROM <table> WHERE owner_id = ? AND column_name = ?")
                        .define("table", table)
                        .bind(0, owner)
                        .bind(1, column)
                        .execute()
                > 0;
    }
}

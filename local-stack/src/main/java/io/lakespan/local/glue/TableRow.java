package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** A table, in its current or in a former version. */
record TableRow(long id, String database, String name, long version, ObjectNode document) {

    /** Of the columns id, database_name, name, version and document. */
    static TableRow of(ResultSet result, StatementContext context) throws SQLException {
        return new TableRow(
                result.getLong("id"),
                result.getString("database_name"),
                result.getString("name"),
                result.getLong("version"),
                GlueJson.document(result.getString("document")));
    }

    String versionId() {
        return Long.toString(version);
    }

    /** As Glue shows it. */
    ObjectNode answer() {
        return document.deepCopy()
                .put("Name", name)
                .put("DatabaseName", database)
                .put("VersionId", versionId());
    }

    List<JsonNode> partitionKeys() {
        return document.path("PartitionKeys").valueStream().toList();
    }

    List<JsonNode> columns() {
        return document.path("StorageDescriptor").path("Columns").valueStream().toList();
    }
}

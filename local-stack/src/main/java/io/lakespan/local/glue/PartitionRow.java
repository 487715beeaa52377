package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A partition and the key by which it is found: its values as a JSON array. */
record PartitionRow(long id, String key, ObjectNode document) {

    static String key(List<String> values) {
        return GlueJson.text(GlueJson.texts(values));
    }

    List<String> values() {
        return GlueJson.texts(key);
    }

    /** As Glue shows it. */
    ObjectNode answer(TableRow table) {
        return document.deepCopy().put("DatabaseName", table.database()).put("TableName", table.name());
    }
}

package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/** A kept document and what it is found by. */
record Row(long id, String name, ObjectNode document) {

    /** Of the columns id, name and document. */
    static Row of(ResultSet result, StatementContext context) throws SQLException {
        return new Row(result.getLong("id"), result.getString("name"), GlueJson.document(result.getString("document")));
    }
}

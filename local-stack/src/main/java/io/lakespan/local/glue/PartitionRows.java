package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The partitions of tables. */
record PartitionRows(Handle handle) {

    /** Where in a table's partitions a page begins, and what belongs on it. */
    record Selection(Segment segment, String after, Predicate<List<String>> filter) {}

    Optional<PartitionRow> find(TableRow table, List<String> values) {
        return handle.createQuery(
                        "SELECT id, value_key, document FROM table_partition WHERE table_id = ? AND value_key = ?")
                .bind(0, table.id())
                .bind(1, PartitionRow.key(values))
                .map(PartitionRows::row)
                .findOne();
    }

    PartitionRow require(TableRow table, List<String> values) {
        return find(table, values).orElseThrow(() -> GlueError.notFound("Partition " + values));
    }

    /** What is selected, in one unchanging order, read while the stream is; the caller closes it. */
    Stream<PartitionRow> selected(TableRow table, Selection selection) {
        return handle
                .createQuery("SELECT id, value_key, document FROM table_partition"
                        + " WHERE table_id = ? AND value_key > ? AND hash % ? = ? ORDER BY value_key")
                .bind(0, table.id())
                .bind(1, selection.after())
                .bind(2, selection.segment().total())
                .bind(3, selection.segment().number())
                .map((result, context) -> selection.filter().test(GlueJson.texts(result.getString("value_key")))
                        ? Optional.of(row(result, context))
                        : Optional.<PartitionRow>empty())
                .stream()
                .flatMap(Optional::stream);
    }

    void insert(TableRow table, List<String> values, ObjectNode document) {
        String key = PartitionRow.key(values);
        handle.execute(
                "INSERT INTO table_partition (table_id, value_key, hash, document) VALUES (?, ?, ?, ?)",
                table.id(),
                key,
                Segment.hash(key),
                GlueJson.text(document));
    }

    void update(PartitionRow row) {
        handle.execute(
                "UPDATE table_partition SET value_key = ?, hash = ?, document = ? WHERE id = ?",
                row.key(),
                Segment.hash(row.key()),
                GlueJson.text(row.document()),
                row.id());
    }

    /** With its statistics. */
    void delete(long id) {
        handle.execute("DELETE FROM table_partition WHERE id = ?", id);
    }

    private static PartitionRow row(ResultSet result, StatementContext context) throws SQLException {
        return new PartitionRow(
                result.getLong("id"), result.getString("value_key"), GlueJson.document(result.getString("document")));
    }
}

package io.lakespan.formats.iceberg;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Table;

/**
 * A destructive change of a CDC job's source that the lake has not followed yet: it waits in a property of its table.
 *
 * @param change {@code drop.column}, {@code drop.table} or {@code truncate.table}
 * @param source the table of the source, {@code database.table}
 * @param at the statement's place in the source's binlog, {@code file:offset}
 * @param seen when the job met it, ISO 8601
 * @param column of a dropped column, else empty
 * @param snapshot the table's snapshot then, which holds the rows that are to go; 0 where there was none
 */
public record PendingChange(String change, String source, String at, String seen, String column, long snapshot) {
    public static final String DROP_COLUMN = "drop.column";
    public static final String DROP_TABLE = "drop.table";
    public static final String TRUNCATE_TABLE = "truncate.table";

    /** The property that holds them, a JSON array. */
    public static final String PROPERTY = "lakespan.cdc.pending";

    /** The property in which a job notes the statements that the table followed, a JSON array. */
    public static final String LEDGER = "lakespan.cdc.changes";

    private static final ObjectMapper JSON = new ObjectMapper();

    public PendingChange {
        requireNonNull(change, "change");
        requireNonNull(source, "source");
        requireNonNull(at, "at");
        requireNonNull(seen, "seen");
        requireNonNull(column, "column");
    }

    /** Those of a table, in the order in which they were met. */
    public static List<PendingChange> of(Table table) {
        try {
            return List.of(JSON.readValue(table.properties().getOrDefault(PROPERTY, "[]"), PendingChange[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "property " + PROPERTY + " of table " + table.name() + " was altered by hand; remove it", e);
        }
    }

    /** The property's value with these; one that waits already waits once. */
    public static String with(Table table, List<PendingChange> more) {
        List<PendingChange> all = new ArrayList<>(of(table));
        more.stream().filter(one -> all.stream().noneMatch(one::same)).forEach(all::add);
        return text(all);
    }

    /** Whether both are one statement's, whenever it was met. */
    private boolean same(PendingChange other) {
        return other.change.equals(change) && other.at.equals(at) && other.column.equals(column);
    }

    /** The property's value with each as the function makes it. */
    public static String rewritten(Table table, UnaryOperator<PendingChange> edit) {
        return text(of(table).stream().map(edit).toList());
    }

    static String without(Table table, PendingChange gone) {
        return text(of(table).stream().filter(one -> !one.equals(gone)).toList());
    }

    /** The same as a change that leaves the table and takes its rows of then. */
    public PendingChange asTruncation() {
        return new PendingChange(TRUNCATE_TABLE, source, at, seen, "", snapshot);
    }

    private static String text(List<PendingChange> changes) {
        try {
            return JSON.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

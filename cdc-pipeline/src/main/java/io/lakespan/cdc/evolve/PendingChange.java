package io.lakespan.cdc.evolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakespan.cdc.definition.SchemaChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Table;

/**
 * A destructive change of the source that the lake has not followed yet: it waits in a property of its table.
 *
 * @param source the table of the source, {@code database.table}
 * @param at the statement's place in the binlog
 * @param seen when the job met it, ISO 8601
 * @param column of a dropped column, else empty
 * @param snapshot the table's snapshot then, which holds the rows that are to go; 0 where there was none
 */
public record PendingChange(
        SchemaChangeKind change, String source, String at, String seen, String column, long snapshot) {
    static final String PROPERTY = "lakespan.cdc.pending";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of a table, in the order in which they were met. */
    public static List<PendingChange> of(Table table) {
        return parse(table.name(), table.properties());
    }

    private static List<PendingChange> parse(String table, Map<String, String> properties) {
        try {
            return List.of(JSON.readValue(properties.getOrDefault(PROPERTY, "[]"), PendingChange[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "property " + PROPERTY + " of table " + table + " was altered by hand; remove it", e);
        }
    }

    /** The property with one more. */
    String addedTo(Table table) {
        List<PendingChange> all = new ArrayList<>(of(table));
        if (all.stream().noneMatch(this::same)) {
            all.add(this);
        }
        return text(all);
    }

    private boolean same(PendingChange other) {
        return other.change == change && other.at.equals(at) && other.column.equals(column);
    }

    static String rewritten(Table table, UnaryOperator<PendingChange> change) {
        return text(of(table).stream().map(change).toList());
    }

    static String text(List<PendingChange> changes) {
        try {
            return JSON.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

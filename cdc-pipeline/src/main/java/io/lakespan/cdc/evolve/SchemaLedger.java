package io.lakespan.cdc.evolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.formats.iceberg.PendingChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * What a table of the lake remembers of the statements it followed, in a property of its own.
 *
 * <p>A job that goes on from a checkpoint reads again what it had read: the statements, which must not be done twice, and
 * rows from before them, whose columns had other names then.
 */
final class SchemaLedger {
    static final String PROPERTY = PendingChange.LEDGER;

    private static final ObjectMapper JSON = new ObjectMapper();
    // A job goes back behind no more statements than fit between two of its savepoints.
    private static final int MOST = 200;

    private final List<Entry> entries;

    private SchemaLedger(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * A statement.
     *
     * @param source the table it was about, {@code database.table}
     * @param at its place in the binlog
     * @param column in lower case, or empty
     * @param to the column's new name, or empty
     */
    record Entry(String source, String at, SchemaChangeKind change, String column, String to) {
        static Entry of(TableChange change, SchemaChangeKind kind) {
            return new Entry(change.name().toString(), change.at().toString(), kind, "", "");
        }

        Entry about(String from, String name) {
            return new Entry(source, at, change, from.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        }

        private boolean after(BinlogPosition position) {
            return BinlogPosition.parse(at).compareTo(position) > 0;
        }
    }

    static SchemaLedger of(Table table) {
        String text = table.properties().get(PROPERTY);
        if (text == null) {
            return new SchemaLedger(List.of());
        }
        try {
            return new SchemaLedger(List.of(JSON.readValue(text, Entry[].class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "property " + PROPERTY + " of table " + table.name() + " was altered by hand; remove it", e);
        }
    }

    /** Whether exactly this was done already. */
    boolean holds(Entry entry) {
        return entries.contains(entry);
    }

    SchemaLedger with(List<Entry> more) {
        List<Entry> all = new ArrayList<>(entries);
        more.stream().filter(entry -> !all.contains(entry)).forEach(all::add);
        return new SchemaLedger(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** The name that a column of rows from there has in the lake by now; empty when it was dropped since. */
    Optional<String> current(String source, String column, BinlogPosition position) {
        String name = column;
        for (Entry entry : entries) {
            if (!entry.source().equals(source) || !entry.column().equals(name) || !entry.after(position)) {
                continue;
            }
            if (entry.change() == SchemaChangeKind.DROP_COLUMN) {
                return Optional.empty();
            }
            name = entry.change() == SchemaChangeKind.RENAME_COLUMN ? entry.to() : name;
        }
        return Optional.of(name);
    }

    String text() {
        try {
            return JSON.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

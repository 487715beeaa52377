package io.lakespan.model.hudi;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.Locale;
import java.util.Optional;

/**
 * One way to read a Hudi table of the kind merge on read, registered as a table of its own.
 *
 * @param entry as the catalog has it
 */
public record HudiView(Table entry, Kind kind) {
    // Spark's mark, which Hudi's Hive sync writes for every reader of the two.
    private static final String AS_READ_OPTIMIZED = "hoodie.query.as.ro.table";

    /** What a reader gets. */
    public enum Kind {
        /** What was compacted: fast, and behind. */
        READ_OPTIMIZED("_ro"),
        /** Everything that was committed: files and logs merged while reading. */
        REALTIME("_rt");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        /** What Hudi's Hive sync puts behind the table's name. */
        public String suffix() {
            return suffix;
        }
    }

    public HudiView {
        requireNonNull(entry, "entry");
        requireNonNull(kind, "kind");
    }

    /** Empty when the table's name or what reads it is not that of a view; a table of its own may still look like one. */
    static Optional<HudiView> of(Table table) {
        if (table.format() != TableFormat.HUDI || table.location().isEmpty()) {
            return Optional.empty();
        }
        Kind kind = readsMerged(table.storage()) ? Kind.REALTIME : Kind.READ_OPTIMIZED;
        String name = table.ref().name();
        boolean named =
                name.endsWith(kind.suffix()) && name.length() > kind.suffix().length();
        return named ? Optional.of(new HudiView(table, kind)) : Optional.empty();
    }

    /** The name of the table that this is a view of. */
    TableRef base() {
        TableRef ref = entry.ref();
        return TableRef.of(
                ref.database(),
                ref.name().substring(0, ref.name().length() - kind.suffix().length()));
    }

    /** Whether this is a view for sure, even with no other entry beside it. */
    boolean certain() {
        return kind == Kind.REALTIME || saysReadOptimized(entry.storage());
    }

    private static boolean readsMerged(Storage storage) {
        return storage.inputFormat()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("hoodie"))
                .map(name -> name.contains("realtime"))
                // Spark alone reads it: no input format of Hudi's, but the mark.
                .orElseGet(() -> storage.serializationParameters().containsKey(AS_READ_OPTIMIZED)
                        && !saysReadOptimized(storage));
    }

    private static boolean saysReadOptimized(Storage storage) {
        return Boolean.parseBoolean(storage.serializationParameters().get(AS_READ_OPTIMIZED));
    }
}

package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.model.Partition;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.spi.PartitionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the partitions of a copy those of the original. No catalog tells whether the partitions of a table changed, so
 * both lists are read each time; a list that could not be read wholly throws before anything is written.
 */
public final class PartitionMirror {
    private static final int WRITTEN_AT_ONCE = 100;

    private final PartitionCatalog original;
    private final PartitionCatalog copy;

    public PartitionMirror(PartitionCatalog original, PartitionCatalog copy) {
        this.original = requireNonNull(original, "original");
        this.copy = requireNonNull(copy, "copy");
    }

    /** What has to be written and dropped in the copy. */
    public record Difference(TableRef ref, List<Partition> written, List<List<String>> dropped) {
        public Difference {
            requireNonNull(ref, "ref");
            written = List.copyOf(written);
            dropped = List.copyOf(dropped);
        }

        public boolean isEmpty() {
            return written.isEmpty() && dropped.isEmpty();
        }
    }

    /** Between the original and its copy. */
    Difference compare(TableRef ref) {
        return difference(ref, listed(original, ref), listed(copy, ref));
    }

    /** For a copy that is still to be made. */
    Difference everything(TableRef ref) {
        return difference(ref, listed(original, ref), Map.of());
    }

    private static Difference difference(
            TableRef ref, Map<List<String>, Partition> wanted, Map<List<String>, Partition> there) {
        List<Partition> written = wanted.values().stream()
                .filter(partition -> !same(partition, there.get(partition.values())))
                .toList();
        List<List<String>> dropped = there.keySet().stream()
                .filter(values -> !wanted.containsKey(values))
                .toList();
        return new Difference(ref, written, dropped);
    }

    static void apply(Difference difference, PartitionCatalog copy) {
        pages(difference.written()).forEach(page -> copy.put(difference.ref(), page));
        pages(difference.dropped()).forEach(page -> copy.dropPartitions(difference.ref(), page));
    }

    /** The plan of a database with what its partitioned Hive tables need after everything else. */
    public SyncPlan with(SyncPlan draft, DatabasePair pair) {
        List<Change> changes = new ArrayList<>(draft.changes());
        List<Finding> findings = new ArrayList<>(draft.findings());
        for (TableRef ref : partitioned(pair.left())) {
            try {
                Difference difference = shows(pair.right(), ref) ? compare(ref) : everything(ref);
                if (!difference.isEmpty()) {
                    changes.add(new Change.CopyPartitions(difference));
                }
            } catch (BridgeException e) {
                findings.add(new Finding(Finding.Kind.UNDECIDED, ref.toString(), e.getMessage()));
            }
        }
        return draft.with(changes, findings);
    }

    private static List<TableRef> partitioned(DatabaseView left) {
        return left.match(
                listed -> listed.tables().entrySet().stream()
                        .filter(entry -> entry.getValue()
                                .match(seen -> isPartitioned(seen.table().value()), no -> false))
                        .map(Map.Entry::getKey)
                        .toList(),
                unread -> List.of());
    }

    private static boolean isPartitioned(Table table) {
        return table.format() == TableFormat.HIVE
                && !table.schema().partitioning().isEmpty();
    }

    private static boolean shows(DatabaseView right, TableRef ref) {
        return right.match(listed -> listed.tables().containsKey(ref), unread -> true);
    }

    private static Map<List<String>, Partition> listed(PartitionCatalog catalog, TableRef ref) {
        try (Stream<Partition> partitions = catalog.partitions(ref)) {
            return partitions.collect(Collectors.toMap(Partition::values, partition -> partition));
        }
    }

    private static boolean same(Partition one, Partition other) {
        return other != null
                && one.location().equals(other.location())
                && one.storage().equals(other.storage())
                && VolatileParameters.without(one.parameters()).equals(VolatileParameters.without(other.parameters()));
    }

    private static <T> List<List<T>> pages(List<T> all) {
        List<List<T>> pages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += WRITTEN_AT_ONCE) {
            pages.add(all.subList(from, Math.min(all.size(), from + WRITTEN_AT_ONCE)));
        }
        return pages;
    }
}

package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Partition;
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

    public Difference compare(TableRef ref) {
        Map<List<String>, Partition> wanted = listed(original, ref);
        Map<List<String>, Partition> there = listed(copy, ref);
        List<Partition> written = wanted.values().stream()
                .filter(partition -> !same(partition, there.get(partition.values())))
                .toList();
        List<List<String>> dropped = there.keySet().stream()
                .filter(values -> !wanted.containsKey(values))
                .toList();
        return new Difference(ref, written, dropped);
    }

    public void apply(Difference difference) {
        pages(difference.written()).forEach(page -> copy.put(difference.ref(), page));
        pages(difference.dropped()).forEach(page -> copy.dropPartitions(difference.ref(), page));
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

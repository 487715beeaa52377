package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads both sides again, keeps the rows of the given buckets only, and names those that differ.
 *
 * <p>Each differing bucket holds one difference at least, so as many buckets as differences wanted are enough.
 */
final class DifferenceSearch {
    private final ComparedColumns columns;
    private final Set<Integer> buckets;

    DifferenceSearch(ComparedColumns columns, List<Integer> buckets) {
        this.columns = columns;
        this.buckets = new HashSet<>(buckets);
    }

    List<Difference> find(Rows source, Rows lake, int limit) {
        Map<Checksum, List<Row>> left = collected(source);
        Map<Checksum, List<Row>> right = collected(lake);
        Set<Checksum> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        return keys.stream()
                .flatMap(key ->
                        difference(left.getOrDefault(key, List.of()), right.getOrDefault(key, List.of())).stream())
                .limit(limit)
                .toList();
    }

    private Map<Checksum, List<Row>> collected(Rows rows) {
        Map<Checksum, List<Row>> found = new TreeMap<>();
        RowEncoder encoder = new RowEncoder();
        rows.forEach(row -> {
            Checksum key = TableDigest.keyHash(encoder, columns, row);
            if (buckets.contains(TableDigest.bucket(key))) {
                found.computeIfAbsent(key, absent -> new ArrayList<>()).add(kept(encoder, row));
            }
        });
        return found;
    }

    private Row kept(RowEncoder encoder, List<LakeValue> row) {
        return new Row(
                columns.keyText(row),
                row.stream()
                        .map(value -> Checksum.of(encoder.encode(List.of(value))))
                        .toList());
    }

    private List<Difference> difference(List<Row> source, List<Row> lake) {
        if (lake.isEmpty()) {
            return List.of(new Difference.MissingInLake(source.get(0).key()));
        }
        String key = lake.get(0).key();
        if (source.isEmpty()) {
            return List.of(new Difference.MissingInSource(key));
        }
        if (source.size() != lake.size()) {
            return List.of(new Difference.Repeated(key, source.size(), lake.size()));
        }
        List<Row> sourceAlone = without(source, lake);
        return sourceAlone.isEmpty()
                ? List.of()
                : List.of(differs(sourceAlone.get(0), without(lake, source).get(0)));
    }

    private static List<Row> without(List<Row> rows, List<Row> others) {
        List<Row> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private Difference differs(Row source, Row lake) {
        List<String> names = IntStream.range(0, columns.common().size())
                .filter(at -> !source.values().get(at).equals(lake.values().get(at)))
                .mapToObj(at -> columns.common().get(at).name())
                .toList();
        return new Difference.Differs(source.key(), names);
    }

    /** A row in small: its key's text, and a hash for each value. */
    private record Row(String key, List<Checksum> values) {}
}

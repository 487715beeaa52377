package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What one side's rows add up to, in all and in each of 65,536 buckets that the key's hash chooses.
 *
 * <p>It takes two megabytes however large the table is. Buckets that differ say where to look for the rows.
 */
final class TableDigest {
    private static final int BUCKETS = 1 << 16;
    private static final int PROGRESS = 10_000;

    private final long[] rows = new long[BUCKETS];
    private final long[] high = new long[BUCKETS];
    private final long[] low = new long[BUCKETS];

    private TableDigest() {}

    static TableDigest of(Rows rows, ComparedColumns columns, LongConsumer progress) {
        TableDigest digest = new TableDigest();
        RowEncoder encoder = new RowEncoder();
        long[] seen = {0};
        rows.forEach(row -> {
            digest.add(bucket(keyHash(encoder, columns, row)), Checksum.of(encoder.encode(row)));
            if (++seen[0] % PROGRESS == 0) {
                progress.accept(seen[0]);
            }
        });
        progress.accept(seen[0]);
        return digest;
    }

    static Checksum keyHash(RowEncoder encoder, ComparedColumns columns, List<LakeValue> row) {
        return Checksum.of(encoder.encode(columns.key(row)));
    }

    static int bucket(Checksum key) {
        return (int) (key.high() >>> 48);
    }

    private void add(int bucket, Checksum row) {
        Checksum sum = sum(bucket).plus(row);
        rows[bucket]++;
        high[bucket] = sum.high();
        low[bucket] = sum.low();
    }

    private Checksum sum(int bucket) {
        return new Checksum(high[bucket], low[bucket]);
    }

    Tally tally() {
        Checksum total = IntStream.range(0, BUCKETS).mapToObj(this::sum).reduce(Checksum.ZERO, Checksum::plus);
        return new Tally(
                IntStream.range(0, BUCKETS).mapToLong(bucket -> rows[bucket]).sum(), total);
    }

    /** The first buckets in which the sides differ. */
    List<Integer> differing(TableDigest other, int limit) {
        return IntStream.range(0, BUCKETS)
                .filter(bucket ->
                        rows[bucket] != other.rows[bucket] || !sum(bucket).equals(other.sum(bucket)))
                .limit(limit)
                .boxed()
                .toList();
    }
}

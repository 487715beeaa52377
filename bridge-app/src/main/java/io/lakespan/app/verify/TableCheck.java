package io.lakespan.app.verify;

import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.rows.LakeRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One pair's comparison. */
final class TableCheck {
    private final TablePair pair;
    private final ComparisonListener listener;
    private final int differencesWanted;
    private final long startedNanos = System.nanoTime();

    TableCheck(TablePair pair, ComparisonListener listener, int differencesWanted) {
        this.pair = pair;
        this.listener = listener;
        this.differencesWanted = differencesWanted;
    }

    TableComparison run(MySqlServer server, LakeTables tables) {
        try (MySqlSession session = MySqlSession.open(server)) {
            SourceSide source = SourceSide.of(session, pair);
            Optional<String> missing = source.missing();
            if (missing.isPresent()) {
                return unpaired("the source has no table " + missing.get());
            }
            Optional<LakeRows> opened = opened(tables);
            if (opened.isEmpty()) {
                return unpaired("the lake has no table " + pair.lake());
            }
            try (LakeRows lake = opened.get()) {
                return compared(source, ComparedColumns.of(source.columns(), source.key(), lake.columns()), lake);
            }
        }
    }

    private Optional<LakeRows> opened(LakeTables tables) {
        try {
            return Optional.of(tables.open(pair.lake()));
        } catch (BridgeException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private TableComparison compared(SourceSide side, ComparedColumns columns, LakeRows rows) {
        Rows source = side.rows(columns.common());
        Rows lake = columns.lake(rows);
        TableDigest left = TableDigest.of(source, columns, progress(Side.SOURCE));
        TableDigest right = TableDigest.of(lake, columns, progress(Side.LAKE));
        List<Integer> buckets = left.differing(right, differencesWanted);
        return new TableComparison(
                pair,
                Optional.of(left.tally()),
                Optional.of(right.tally()),
                columns.problems(),
                buckets.isEmpty() ? List.of() : differences(new DifferenceSearch(columns, buckets), source, lake),
                took());
    }

    private List<Difference> differences(DifferenceSearch search, Rows source, Rows lake) {
        listener.searching(pair);
        return search.find(source, lake, differencesWanted);
    }

    private TableComparison unpaired(String problem) {
        return new TableComparison(pair, Optional.empty(), Optional.empty(), List.of(problem), List.of(), took());
    }

    private LongConsumer progress(Side side) {
        return rows -> listener.read(pair, side, rows);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}

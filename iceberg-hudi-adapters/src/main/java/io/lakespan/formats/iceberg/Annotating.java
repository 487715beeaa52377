package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Mirror;
import io.lakespan.model.Table;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.exceptions.CommitFailedException;

/** Brings one table's own metadata to what is wanted, however often others commit in between. */
final class Annotating {
    // Iceberg itself tries again what touches properties alone; a schema update it gives back after any other commit.
    private static final int ATTEMPTS = 12;
    private static final int LOOKS = 4;
    private static final long FIRST_WAIT_MILLIS = 40;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final CommittingCatalog catalog;
    private final Table target;

    Annotating(CommittingCatalog catalog, Table target) {
        this.catalog = catalog;
        this.target = target;
    }

    void commit() {
        Mirror.of(target).ifPresent(original -> {
            throw new BridgeException(
                    ErrorCode.UNSUPPORTED,
                    "table " + target.ref() + " of " + catalog.name() + " is a copy of " + original
                            + "'s: annotate it there");
        });
        for (int attempt = 1; ; attempt++) {
            try {
                commitOnce();
                return;
            } catch (CommitFailedException e) {
                if (attempt == ATTEMPTS || !paused(attempt)) {
                    throw tooFast(e);
                }
            } catch (BridgeException e) {
                // The next attempt looks first: when this one took effect after all, nothing differs any more.
                if (e.code() != ErrorCode.OUTCOME_UNKNOWN || attempt >= LOOKS || !paused(attempt)) {
                    throw e;
                }
            }
        }
    }

    private void commitOnce() {
        BaseTable table = catalog.load(target.ref());
        Table now = IcebergTables.own(target, table.operations().current());
        requireSameTable(now);
        AnnotationChange change = AnnotationChange.between(table, wanted(now));
        if (!change.isEmpty()) {
            change.requireFits(target.ref());
            IcebergCalls.commit("the annotations of table " + target.ref(), () -> change.commit(table));
        }
    }

    /** The table as it is now with what people may change as in the target; columns the target does not know stay. */
    private Table wanted(Table now) {
        return now.withDescription(target.description())
                .withOwner(target.owner())
                .withAnnotations(target.annotations())
                .withSchema(now.schema()
                        .withColumns(now.schema().columns().stream()
                                .map(this::wanted)
                                .toList()));
    }

    private Column wanted(Column now) {
        return target.schema().columns().stream()
                .filter(now::sameAs)
                .findFirst()
                .map(column -> now.withDescription(column.description()).withAnnotations(column.annotations()))
                .orElse(now);
    }

    private void requireSameTable(Table now) {
        Optional<String> uuid = target.uuid();
        if (uuid.isPresent() && !uuid.equals(now.uuid())) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    "table " + target.ref() + " was made anew since it was read: its uuid is "
                            + now.uuid().orElse("missing") + ", not " + uuid.get() + "; read it again");
        }
    }

    private BridgeException tooFast(CommitFailedException cause) {
        return new BridgeException(
                ErrorCode.CONFLICT,
                "cannot write the annotations of table " + target.ref() + ": others committed first " + ATTEMPTS
                        + " times; try again later",
                cause);
    }

    /** Whether the time passed without an interrupt, which is kept for the caller to see. */
    private static boolean paused(int attempt) {
        long bound = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << attempt);
        long end = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(1, bound + 1));
        while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return !Thread.currentThread().isInterrupted();
    }
}

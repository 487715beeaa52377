package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Where a job begins that does not go on from a savepoint. */
public sealed interface Startup {

    /** A mode without further keys. */
    enum Mode implements Startup {
        /** All rows, then all changes since. */
        INITIAL,
        /** Every change the server still has. */
        EARLIEST_OFFSET,
        /** Changes from now on. */
        LATEST_OFFSET
    }

    /**
     * Changes from a place in the binlog on.
     *
     * @param skipEvents events to leave out from there
     * @param skipRows rows of the first event to leave out
     */
    record Offset(String file, long position, long skipEvents, long skipRows) implements Startup {
        public Offset {
            requireNonNull(file, "file");
        }
    }

    /** Changes that are not of these transactions. */
    record Gtids(String set, long skipEvents, long skipRows) implements Startup {
        public Gtids {
            requireNonNull(set, "set");
        }
    }

    /** Changes from a moment on. */
    record Since(Instant moment) implements Startup {
        public Since {
            requireNonNull(moment, "moment");
        }
    }
}

package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A place in a server's binlog.
 *
 * @param file such as {@code binlog.000012}; empty for what no binlog brought: it was read as it is now
 * @param offset in bytes
 */
public record BinlogPosition(String file, long offset) implements Comparable<BinlogPosition>, Serializable {
    /** Of a row that was read from its table: later than all that the binlog has brought. */
    public static final BinlogPosition NOW = new BinlogPosition("", 0);

    private static final Comparator<BinlogPosition> ORDER = Comparator.comparingInt(BinlogPosition::rank)
            .thenComparingInt(position -> position.file.length())
            .thenComparing(BinlogPosition::file)
            .thenComparingLong(BinlogPosition::offset);

    public BinlogPosition {
        requireNonNull(file, "file");
    }

    /** Reads {@code file:offset}. */
    public static BinlogPosition parse(String text) {
        int colon = text.lastIndexOf(':');
        return new BinlogPosition(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    private static int rank(BinlogPosition position) {
        return position.file.isEmpty() ? 1 : 0;
    }

    /** A file's number grows in digits, {@code binlog.999999} to {@code binlog.1000000}. */
    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}

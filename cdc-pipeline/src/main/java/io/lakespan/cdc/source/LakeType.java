package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

/**
 * The type a column has in the lake, in no table format's own terms.
 *
 * @param precision of a decimal, else 0
 * @param scale of a decimal, else 0
 */
public record LakeType(Kind kind, int precision, int scale) {

    /** The kinds of type that MySQL's types become. */
    public enum Kind {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        STRING,
        BINARY,
        DATE,
        /** Date and time without zone, to the microsecond. */
        TIMESTAMP,
        /** A moment, to the microsecond. */
        TIMESTAMP_WITH_ZONE
    }

    public LakeType {
        requireNonNull(kind, "kind");
    }

    static LakeType of(Kind kind) {
        return new LakeType(kind, 0, 0);
    }

    static LakeType decimal(int precision, int scale) {
        return new LakeType(Kind.DECIMAL, precision, scale);
    }
}

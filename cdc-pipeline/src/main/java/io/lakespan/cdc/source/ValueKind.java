package io.lakespan.cdc.source;

/** How the values of a column arrive from MySQL, which is finer than the type they get in the lake. */
public enum ValueKind {
    /** {@code tinyint(1)}, where the definition takes it as a truth value. */
    TINYINT_AS_BOOLEAN,
    /** A whole number that fits 32 bits with sign; also a year. */
    INTEGER,
    /** A whole number that fits 64 bits with sign. */
    LONG,
    /** {@code bigint unsigned}: decimal(20,0). */
    UNSIGNED_LONG,
    DECIMAL,
    /** More digits than the lake's 38: text. */
    WIDE_DECIMAL,
    FLOAT,
    DOUBLE,
    /** Characters, also of an enum or a set. */
    TEXT,
    /** Text in one spelling, whether it was read by a query or from the binlog. */
    JSON,
    BYTES,
    /** A spatial value: its bytes in the Well-Known Binary form of the Open Geospatial Consortium, without SRID. */
    GEOMETRY,
    DATE,
    DATETIME,
    TIMESTAMP,
    /** From -838:59:59 to 838:59:59, which no lake's time of day holds: text as MySQL prints it. */
    TIME,
    /** {@code bit(1)}. */
    BIT,
    /** {@code bit(2)} to {@code bit(63)}: a whole number. */
    BITS,
    /** {@code bit(64)}: decimal(20,0). */
    WIDE_BITS
}

package io.lakespan.cdc.sink;

/** Turns a value as Debezium gives it, never absent, into the form that Flink's row data has. */
@FunctionalInterface
interface ValueConverter {
    Object convert(Object value);
}

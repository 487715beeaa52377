package io.lakespan.formats.rows;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One value of a row, free of the classes of the store it came from, so that rows of two stores can be compared.
 *
 * <p>Equality is exact: {@code 1.0} and {@code 1.00} are different decimals, and no value equals {@link Absent}.
 */
public sealed interface LakeValue {

    /** No value: SQL's NULL. */
    record Absent() implements LakeValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.absent();
        }
    }

    /** A whole number, a decimal with its scale, or a truth value as 0 or 1. */
    record Exact(BigDecimal value) implements LakeValue {
        public Exact {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exact(value);
        }
    }

    /** A floating-point number; one of single precision stands here widened, which loses nothing. */
    record Approximate(double value) implements LakeValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.approximate(value);
        }
    }

    /** Characters, also a UUID's. */
    record Text(String value) implements LakeValue {
        public Text {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(value);
        }
    }

    /** Bytes, read-only. */
    record Bytes(ByteBuffer value) implements LakeValue {
        public Bytes {
            value = value.asReadOnlyBuffer();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bytes(value.duplicate());
        }
    }

    /** A day of the calendar. */
    record Day(LocalDate value) implements LakeValue {
        public Day {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.day(value);
        }
    }

    /** A time of day, counted from midnight. */
    record Span(Duration value) implements LakeValue {
        public Span {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.span(value);
        }
    }

    /** A moment, or a date and time without zone taken as UTC. */
    record Moment(Instant value) implements LakeValue {
        public Moment {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.moment(value);
        }
    }

    /** The fields of a struct or the elements of a list in order, or a map's keys and values in turn. */
    record Nested(List<LakeValue> values) implements LakeValue {
        public Nested {
            values = List.copyOf(values);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nested(values);
        }
    }

    /** What to do with each kind of value. */
    interface Cases<R> {
        R absent();

        R exact(BigDecimal value);

        R approximate(double value);

        R text(String value);

        R bytes(ByteBuffer value);

        R day(LocalDate value);

        R span(Duration value);

        R moment(Instant value);

        R nested(List<LakeValue> values);
    }

    <R> R match(Cases<R> cases);
}

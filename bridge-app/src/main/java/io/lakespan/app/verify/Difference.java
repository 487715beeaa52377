package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One row, named by its key, that is not the same on both sides.
 *
 * <p>Keys are shown, other values never: a report travels further than the data may.
 */
public sealed interface Difference {

    /** The key's columns and values, such as {@code order_id=7, line=2}. */
    String key();

    record MissingInLake(String key) implements Difference {
        public MissingInLake {
            requireNonNull(key, "key");
        }

        @Override
        public String toString() {
            return key + ": missing in lake";
        }
    }

    record MissingInSource(String key) implements Difference {
        public MissingInSource {
            requireNonNull(key, "key");
        }

        @Override
        public String toString() {
            return key + ": missing in source";
        }
    }

    /** Both sides have the key and these columns differ. */
    record Differs(String key, List<String> columns) implements Difference {
        public Differs {
            requireNonNull(key, "key");
            columns = List.copyOf(columns);
        }

        @Override
        public String toString() {
            return key + ": differs in " + String.join(", ", columns);
        }
    }

    /** Both sides have the key, in different numbers. */
    record Repeated(String key, int inSource, int inLake) implements Difference {
        public Repeated {
            requireNonNull(key, "key");
        }

        @Override
        public String toString() {
            return key + ": " + inSource + " in source, " + inLake + " in lake";
        }
    }
}

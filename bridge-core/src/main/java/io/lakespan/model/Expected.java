package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a writer believes to be there; a write whose expectation fails changes nothing. */
public sealed interface Expected {

    /** Nothing of that name exists. */
    record Absent() implements Expected {
        @Override
        public <T> T match(Supplier<T> absent, Function<Version, T> present) {
            return absent.get();
        }
    }

    /** It exists and was last seen at this version. */
    record At(Version version) implements Expected {
        public At {
            requireNonNull(version, "version");
        }

        @Override
        public <T> T match(Supplier<T> absent, Function<Version, T> present) {
            return present.apply(version);
        }
    }

    static Expected absent() {
        return new Absent();
    }

    static Expected at(Version version) {
        return new At(version);
    }

    <T> T match(Supplier<T> absent, Function<Version, T> present);
}

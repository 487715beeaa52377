package io.lakespan.spi;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.function.Function;

/** How the creation of one table among several ended. */
public sealed interface Creation {

    /** It is there. */
    record Done(TableRef ref, Version version) implements Creation {
        public Done {
            requireNonNull(ref, "ref");
            requireNonNull(version, "version");
        }

        @Override
        public <T> T match(Function<Done, T> done, Function<Refused, T> refused) {
            return done.apply(this);
        }
    }

    /** It was not created. */
    record Refused(TableRef ref, BridgeException reason) implements Creation {
        public Refused {
            requireNonNull(ref, "ref");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(Function<Done, T> done, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    TableRef ref();

    <T> T match(Function<Done, T> done, Function<Refused, T> refused);
}

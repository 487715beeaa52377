package io.lakespan.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Expected;
import io.lakespan.model.Version;
import java.util.Optional;

/** Compares what a writer expects with what Atlas shows. */
final class Expectations {
    private Expectations() {}

    static void check(String what, Optional<Version> current, Expected expected) {
        Optional<BridgeException> refusal = expected.match(
                () -> current.map(version -> new BridgeException(
                        ErrorCode.ALREADY_EXISTS, what + " exists in Atlas already; read it and update it")),
                version -> refusal(what, current, version));
        refusal.ifPresent(e -> {
            throw e;
        });
    }

    private static Optional<BridgeException> refusal(String what, Optional<Version> current, Version expected) {
        if (current.isEmpty()) {
            return Optional.of(new BridgeException(ErrorCode.NOT_FOUND, what + " is not in Atlas"));
        }
        return current.filter(version -> !version.equals(expected))
                .map(version -> new BridgeException(
                        ErrorCode.CONFLICT, what + " changed in Atlas since it was read; read it again"));
    }
}

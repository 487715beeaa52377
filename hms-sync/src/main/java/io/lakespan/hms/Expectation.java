package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Version;

/** What a writer believes, held against what is there. */
final class Expectation {
    private Expectation() {}

    static void require(String what, Version current, Version expected) {
        if (!current.equals(expected)) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    what + " of the Hive Metastore changed since it was read: it is at " + current.value() + ", not "
                            + expected.value() + "; read it again and decide again");
        }
    }

    static BridgeException alreadyThere(String what) {
        return new BridgeException(
                ErrorCode.ALREADY_EXISTS, "there is already a " + what + " in the Hive Metastore; read it first");
    }

    static BridgeException unsupported(String what, String why) {
        return new BridgeException(ErrorCode.UNSUPPORTED, what + " cannot be written to the Hive Metastore: " + why);
    }
}

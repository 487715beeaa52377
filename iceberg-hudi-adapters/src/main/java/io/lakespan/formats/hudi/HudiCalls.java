package io.lakespan.formats.hudi;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.storage.StorageFailures;
import java.util.function.Supplier;

/** The one place where what the storage and the parsers throw becomes a {@link BridgeException}. */
final class HudiCalls {
    private HudiCalls() {}

    /**
     * Runs the call.
     *
     * @param what the thing being read, to stand behind "cannot read" in the message
     */
    static <T> T read(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (BridgeException e) {
            throw e;
        } catch (RuntimeException e) {
            ErrorCode code = StorageFailures.code(e);
            throw new BridgeException(code, "cannot read " + what + ": " + why(code, e), e);
        }
    }

    private static String why(ErrorCode code, RuntimeException thrown) {
        return switch (code) {
            case NOT_FOUND -> "it does not exist; see whether the table was moved or dropped";
            case UNAUTHENTICATED -> "the credentials were refused; check the access key";
            case PERMISSION_DENIED -> "access is denied; grant read access to it";
            case THROTTLED -> "the server asks for fewer calls";
            case UNAVAILABLE -> "no answer: " + StorageFailures.oneLine(thrown) + "; check that the server runs";
            default -> "it is not what Hudi writes: " + StorageFailures.oneLine(thrown);
        };
    }
}

package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.storage.StorageFailures;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;

/** The one place where what Iceberg and the AWS SDK throw becomes a {@link BridgeException}. */
final class IcebergCalls {
    private IcebergCalls() {}

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
            throw translated(what, e);
        }
    }

    /**
     * Runs a commit.
     *
     * @param what what is committed, to stand behind "cannot write" in the message
     * @throws CommitFailedException when another commit came first
     */
    static void commit(String what, Runnable call) {
        try {
            call.run();
        } catch (CommitFailedException | BridgeException e) {
            throw e;
        } catch (CommitStateUnknownException e) {
            throw new BridgeException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "cannot tell whether " + what + " was written: " + StorageFailures.oneLine(e)
                            + "; see before trying again",
                    e);
        } catch (RuntimeException e) {
            BridgeException translated = translated(what, e);
            throw new BridgeException(
                    translated.code(), translated.getMessage().replaceFirst("^cannot read ", "cannot write "), e);
        }
    }

    static BridgeException translated(String what, RuntimeException thrown) {
        return switch (code(thrown)) {
            case NOT_FOUND ->
                failure(ErrorCode.NOT_FOUND, what, "it does not exist; refresh the catalog entry", thrown);
            case UNAUTHENTICATED ->
                failure(ErrorCode.UNAUTHENTICATED, what, "the credentials were refused; check the access key", thrown);
            case PERMISSION_DENIED ->
                failure(ErrorCode.PERMISSION_DENIED, what, "access is denied; grant read access to it", thrown);
            case THROTTLED -> failure(ErrorCode.THROTTLED, what, "the server asks for fewer calls", thrown);
            case UNAVAILABLE ->
                failure(
                        ErrorCode.UNAVAILABLE,
                        what,
                        "no answer: " + StorageFailures.oneLine(thrown) + "; check that the server runs",
                        thrown);
            default ->
                failure(
                        ErrorCode.CORRUPT,
                        what,
                        "it is not what Iceberg writes: " + StorageFailures.oneLine(thrown),
                        thrown);
        };
    }

    private static BridgeException failure(ErrorCode code, String what, String why, Throwable cause) {
        return new BridgeException(code, "cannot read " + what + ": " + why, cause);
    }

    private static ErrorCode code(Throwable thrown) {
        boolean gone = StorageFailures.anyCause(thrown, NotFoundException.class)
                || StorageFailures.anyCause(thrown, NoSuchTableException.class);
        return gone ? ErrorCode.NOT_FOUND : StorageFailures.code(thrown);
    }
}

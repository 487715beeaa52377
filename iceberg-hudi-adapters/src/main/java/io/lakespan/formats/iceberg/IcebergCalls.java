package io.lakespan.formats.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place where what Iceberg and the AWS SDK throw becomes a {@link BridgeException}. */
final class IcebergCalls {
    private static final Set<String> REFUSED_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "UnrecognizedClientException", "ExpiredToken");

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
                    "cannot tell whether " + what + " was written: " + oneLine(e) + "; see before trying again",
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
                        "no answer: " + oneLine(thrown) + "; check that the server runs",
                        thrown);
            default -> failure(ErrorCode.CORRUPT, what, "it is not what Iceberg writes: " + oneLine(thrown), thrown);
        };
    }

    private static BridgeException failure(ErrorCode code, String what, String why, Throwable cause) {
        return new BridgeException(code, "cannot read " + what + ": " + why, cause);
    }

    private static ErrorCode code(Throwable thrown) {
        if (anyCause(thrown, NotFoundException.class)
                || anyCause(thrown, NoSuchTableException.class)
                || anyCause(thrown, FileNotFoundException.class)) {
            return ErrorCode.NOT_FOUND;
        }
        return causes(thrown)
                .filter(SdkException.class::isInstance)
                .findFirst()
                .map(IcebergCalls::sdkCode)
                .orElseGet(() -> fileCode(thrown));
    }

    private static ErrorCode sdkCode(Throwable thrown) {
        if (!(thrown instanceof AwsServiceException)) {
            return ErrorCode.UNAVAILABLE;
        }
        AwsServiceException answer = (AwsServiceException) thrown;
        String name =
                answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
        if (REFUSED_KEYS.contains(name) || answer.statusCode() == 401) {
            return ErrorCode.UNAUTHENTICATED;
        }
        if (answer.isThrottlingException()) {
            return ErrorCode.THROTTLED;
        }
        return switch (answer.statusCode()) {
            case 403 -> ErrorCode.PERMISSION_DENIED;
            case 404 -> ErrorCode.NOT_FOUND;
            default -> ErrorCode.UNAVAILABLE;
        };
    }

    private static ErrorCode fileCode(Throwable thrown) {
        if (anyCause(thrown, JsonProcessingException.class)
                || anyCause(thrown, ZipException.class)
                || anyCause(thrown, EOFException.class)) {
            return ErrorCode.CORRUPT;
        }
        boolean io = anyCause(thrown, IOException.class)
                || thrown instanceof UncheckedIOException
                || thrown instanceof RuntimeIOException;
        return io ? ErrorCode.UNAVAILABLE : ErrorCode.CORRUPT;
    }

    private static boolean anyCause(Throwable thrown, Class<? extends Throwable> type) {
        return causes(thrown).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static String oneLine(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return text.isBlank() ? thrown.getClass().getSimpleName() : text;
    }
}

package io.lakespan.formats.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lakespan.error.ErrorCode;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what a failure of a storage, or of what was read from it, means. */
public final class StorageFailures {
    private static final Set<String> REFUSED_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "UnrecognizedClientException", "ExpiredToken");

    private StorageFailures() {}

    /** The code of whatever in the chain of causes is known; {@code CORRUPT} when nothing is. */
    public static ErrorCode code(Throwable thrown) {
        if (anyCause(thrown, FileNotFoundException.class)) {
            return ErrorCode.NOT_FOUND;
        }
        return causes(thrown)
                .filter(SdkException.class::isInstance)
                .findFirst()
                .map(StorageFailures::sdkCode)
                .orElseGet(() -> fileCode(thrown));
    }

    public static boolean anyCause(Throwable thrown, Class<? extends Throwable> type) {
        return causes(thrown).anyMatch(type::isInstance);
    }

    /** The first line of its message, or what it is when it has none. */
    public static String oneLine(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return text.isBlank() ? thrown.getClass().getSimpleName() : text;
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
                || anyCause(thrown, ChecksumException.class)
                || anyCause(thrown, ZipException.class)
                || anyCause(thrown, EOFException.class)) {
            return ErrorCode.CORRUPT;
        }
        boolean io = anyCause(thrown, IOException.class)
                || thrown instanceof UncheckedIOException
                || thrown instanceof RuntimeIOException;
        return io ? ErrorCode.UNAVAILABLE : ErrorCode.CORRUPT;
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}

package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.ErrorDetail;

/** Calls Glue, patiently where it is asked too often, and translates its errors once for all. */
final class GlueCalls {
    private static final Set<String> UNAUTHENTICATED = Set.of(
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    // Codes that the SDK does not count among those of throttling.
    private static final Set<String> ALSO_THROTTLING = Set.of("ThrottledException", "Throttled", "RateExceeded");
    private static final int FIRST_SERVER_STATUS = 500;

    private final Patience patience;

    /** @param longestWait the longest wait before a throttled call is tried again */
    GlueCalls(Duration longestWait) {
        this.patience = new Patience(GlueCalls::isThrottled, longestWait);
    }

    /** What a lost answer means. */
    private enum Kind {
        READ(ErrorCode.UNAVAILABLE),
        WRITE(ErrorCode.OUTCOME_UNKNOWN);

        private final ErrorCode lost;

        Kind(ErrorCode lost) {
            this.lost = lost;
        }
    }

    /**
     * Reads.
     *
     * @param what such as {@code list the databases}
     */
    <T> T read(String what, Supplier<T> call) {
        return call(Kind.READ, what, call);
    }

    /** Reads what may not be there: empty when Glue says that it is not. */
    <T> Optional<T> find(String what, Supplier<T> call) {
        return read(what, () -> {
            try {
                return Optional.of(call.get());
            } catch (EntityNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Writes; when the answer is lost, nobody knows whether it happened. */
    <T> T write(String what, Supplier<T> call) {
        return call(Kind.WRITE, what, call);
    }

    /** Reads after a write that happened; when that fails, the write's caller must not think that nothing happened. */
    static <T> T afterwards(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (BridgeException e) {
            throw error(ErrorCode.OUTCOME_UNKNOWN, what, "it was written and could not be read again", e);
        }
    }

    private <T> T call(Kind kind, String what, Supplier<T> call) {
        try {
            return patience.until(call);
        } catch (AwsServiceException e) {
            throw translated(kind, what, e);
        } catch (SdkClientException e) {
            throw translated(kind, what, e);
        }
    }

    static boolean isThrottled(Throwable error) {
        if (!(error instanceof AwsServiceException)) {
            return false;
        }
        AwsServiceException service = (AwsServiceException) error;
        AwsErrorDetails details = service.awsErrorDetails();
        return service.isThrottlingException() || details != null && ALSO_THROTTLING.contains(details.errorCode());
    }

    /** What Glue said of one element of a batch. */
    static BridgeException refused(String what, ErrorDetail detail) {
        String type = Optional.ofNullable(detail)
                .flatMap(said -> Texts.present(said.errorCode()))
                .orElse("");
        String said = Optional.ofNullable(detail)
                .flatMap(error -> Texts.present(error.errorMessage()))
                .orElse("it was refused without a reason");
        ErrorCode code = code(Kind.WRITE, type, 0);
        return new BridgeException(code, line(code, what, said + (type.isEmpty() ? "" : " (" + type + ")")));
    }

    private static BridgeException translated(Kind kind, String what, AwsServiceException e) {
        String type = Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        String said = Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("HTTP status " + e.statusCode());
        ErrorCode code = isThrottled(e) ? ErrorCode.THROTTLED : code(kind, type, e.statusCode());
        return error(code, what, said + (type.isEmpty() ? "" : " (" + type + ")"), e);
    }

    private static ErrorCode code(Kind kind, String type, int status) {
        if (UNAUTHENTICATED.contains(type)) {
            return ErrorCode.UNAUTHENTICATED;
        }
        return switch (type) {
            case "EntityNotFoundException" -> ErrorCode.NOT_FOUND;
            case "AlreadyExistsException" -> ErrorCode.ALREADY_EXISTS;
            case "ConcurrentModificationException" -> ErrorCode.CONFLICT;
            // Glue cannot use the key that its catalog is encrypted with.
            case "AccessDeniedException", "GlueEncryptionException" -> ErrorCode.PERMISSION_DENIED;
            case "UnknownOperationException" -> ErrorCode.UNSUPPORTED;
            default -> status >= FIRST_SERVER_STATUS ? kind.lost : ErrorCode.INVALID_INPUT;
        };
    }

    private static BridgeException translated(Kind kind, String what, SdkClientException e) {
        String said = Optional.ofNullable(e.getMessage()).orElse("no answer");
        if (said.toLowerCase(Locale.ROOT).contains("unable to load credentials")) {
            return error(ErrorCode.UNAUTHENTICATED, what, said, e);
        }
        boolean unsent = Causes.of(e).anyMatch(GlueCalls::isBeforeSending);
        return error(unsent ? ErrorCode.UNAVAILABLE : kind.lost, what, said, e);
    }

    private static boolean isBeforeSending(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                // The JDK tells the two kinds of time-out apart by their messages alone.
                || cause instanceof SocketTimeoutException
                        && String.valueOf(cause.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .startsWith("connect");
    }

    private static BridgeException error(ErrorCode code, String what, String said, Exception cause) {
        return new BridgeException(code, line(code, what, said), cause);
    }

    private static String line(ErrorCode code, String what, String said) {
        return "Glue could not " + what + ": " + said.replaceAll("\\s+", " ").strip() + hint(code);
    }

    private static String hint(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> "; check the access key and the secret key";
            case PERMISSION_DENIED ->
                "; ask for the permission in IAM and in Lake Formation, and check glue.catalog-id";
            case THROTTLED -> "; try again later, with fewer calls at a time";
            case UNAVAILABLE -> "; check glue.endpoint, glue.region and the network";
            case OUTCOME_UNKNOWN -> "; see whether it happened before trying again";
            case CONFLICT -> "; read it again and decide again";
            case INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS, UNSUPPORTED, CORRUPT, MISMATCH, INTERNAL -> "";
        };
    }
}

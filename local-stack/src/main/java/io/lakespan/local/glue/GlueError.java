package io.lakespan.local.glue;

import static java.util.Objects.requireNonNull;

/** An answer that is an error, with the code that Glue's clients tell errors apart by. */
final class GlueError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int CLIENT = 400;
    private static final int SERVER = 500;

    /** The codes of Glue and of the AWS JSON protocol. */
    enum Code {
        ACCESS_DENIED("AccessDeniedException", CLIENT),
        ALREADY_EXISTS("AlreadyExistsException", CLIENT),
        CONCURRENT_MODIFICATION("ConcurrentModificationException", CLIENT),
        ENTITY_NOT_FOUND("EntityNotFoundException", CLIENT),
        INCOMPLETE_SIGNATURE("IncompleteSignatureException", CLIENT),
        INTERNAL("InternalServiceException", SERVER),
        INVALID_INPUT("InvalidInputException", CLIENT),
        INVALID_SIGNATURE("InvalidSignatureException", CLIENT),
        MISSING_TOKEN("MissingAuthenticationTokenException", CLIENT),
        LIMIT_EXCEEDED("ResourceNumberLimitExceededException", CLIENT),
        SERIALIZATION("SerializationException", CLIENT),
        UNKNOWN_OPERATION("UnknownOperationException", CLIENT),
        UNRECOGNIZED_CLIENT("UnrecognizedClientException", CLIENT),
        VALIDATION("ValidationException", CLIENT);

        private final String type;
        private final int status;

        Code(String type, int status) {
            this.type = type;
            this.status = status;
        }

        String type() {
            return type;
        }

        int status() {
            return status;
        }
    }

    private final Code code;

    GlueError(Code code, String message) {
        // An answer, not a defect: nobody reads its stack.
        super(requireNonNull(message, "message"), null, false, false);
        this.code = requireNonNull(code, "code");
    }

    static GlueError notFound(String what) {
        return new GlueError(Code.ENTITY_NOT_FOUND, what + " not found.");
    }

    static GlueError alreadyExists(String what) {
        return new GlueError(Code.ALREADY_EXISTS, what + " already exists.");
    }

    static GlueError invalid(String message) {
        return new GlueError(Code.INVALID_INPUT, message);
    }

    /** A request that its own model forbids, in the words that AWS services use for it. */
    static GlueError constraint(String field, String value, String constraint) {
        return new GlueError(
                Code.VALIDATION,
                "1 validation error detected: Value " + value + " at '" + field
                        + "' failed to satisfy constraint: Member must " + constraint);
    }

    Code code() {
        return code;
    }
}

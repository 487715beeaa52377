package io.lakespan.error;

import static java.util.Objects.requireNonNull;

/**
 * The one exception that crosses a port.
 *
 * <p>The message is one line for a person: what could not be done, to which thing, with which value, and what to do
 * about it. It never holds a secret.
 */
public final class BridgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public BridgeException(ErrorCode code, String message) {
        super(requireNonNull(message, "message"));
        this.code = requireNonNull(code, "code");
    }

    public BridgeException(ErrorCode code, String message, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
    }

    public ErrorCode code() {
        return code;
    }
}

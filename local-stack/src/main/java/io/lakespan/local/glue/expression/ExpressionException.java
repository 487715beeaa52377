package io.lakespan.local.glue.expression;

/** An expression that cannot be understood; the message says where and why. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}

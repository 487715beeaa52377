package io.lakespan.local.glue.expression;

import java.util.Optional;
import java.util.function.IntPredicate;

/** A comparison. */
enum Operator {
    EQUAL(order -> order == 0),
    NOT_EQUAL(order -> order != 0),
    LESS(order -> order < 0),
    LESS_OR_EQUAL(order -> order <= 0),
    GREATER(order -> order > 0),
    GREATER_OR_EQUAL(order -> order >= 0);

    private final IntPredicate holds;

    Operator(IntPredicate holds) {
        this.holds = holds;
    }

    static Optional<Operator> of(Token token) {
        if (token.kind() != Token.Kind.SIGN) {
            return Optional.empty();
        }
        return switch (token.text()) {
            case "=", "==" -> Optional.of(EQUAL);
            case "<>", "!=" -> Optional.of(NOT_EQUAL);
            case "<" -> Optional.of(LESS);
            case "<=" -> Optional.of(LESS_OR_EQUAL);
            case ">" -> Optional.of(GREATER);
            case ">=" -> Optional.of(GREATER_OR_EQUAL);
            default -> Optional.empty();
        };
    }

    boolean holds(int order) {
        return holds.test(order);
    }

    /** The same with its sides changed. */
    Operator flipped() {
        return switch (this) {
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }
}

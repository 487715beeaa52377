package io.lakespan.local.glue.expression;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads an expression: OR binds least, then AND, then NOT, then the comparisons. */
final class Parser {
    private static final int DEEPEST = 500;
    private static final Set<String> LITERAL_WORDS = Set.of("true", "false");

    private final Tokens tokens;
    private final Map<String, Key> keys;
    private int depth;

    private Parser(Tokens tokens, Map<String, Key> keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    /** Keys by their names in lower case. */
    static Condition parse(String expression, Map<String, Key> keys) {
        Parser parser = new Parser(Tokens.of(expression), keys);
        Condition condition = parser.disjunction();
        if (parser.tokens.peek().kind() != Token.Kind.END) {
            throw new ExpressionException("something is missing before " + parser.tokens.peek());
        }
        return condition;
    }

    private Condition disjunction() {
        Condition condition = conjunction();
        while (tokens.takes("or")) {
            condition = new Condition.Or(condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() {
        Condition condition = negation();
        while (tokens.takes("and")) {
            condition = new Condition.And(condition, negation());
        }
        return condition;
    }

    private Condition negation() {
        return deeper(() -> tokens.takes("not") ? new Condition.Not(negation()) : primary());
    }

    private Condition primary() {
        if (tokens.takes("(")) {
            Condition inner = disjunction();
            tokens.require(")");
            return inner;
        }
        return key(tokens.peek()).map(this::keyFirst).orElseGet(this::literalFirst);
    }

    private Condition keyFirst(Key key) {
        tokens.take();
        Optional<Operator> operator = Operator.of(tokens.peek());
        if (operator.isPresent()) {
            tokens.take();
            return compare(key, operator.get(), literal());
        }
        if (tokens.takes("is")) {
            boolean negated = tokens.takes("not");
            tokens.require("null");
            return negated ? new Condition.Not(new Condition.IsNull(key)) : new Condition.IsNull(key);
        }
        return tokens.takes("not") ? new Condition.Not(membership(key)) : membership(key);
    }

    private Condition literalFirst() {
        String literal = literal();
        Token sign = tokens.take();
        Operator operator =
                Operator.of(sign).orElseThrow(() -> new ExpressionException("a comparison is missing before " + sign));
        Token name = tokens.take();
        return key(name).map(key -> compare(key, operator.flipped(), literal)).orElseThrow(() -> unknown(name));
    }

    private Condition membership(Key key) {
        if (tokens.takes("in")) {
            return in(key);
        }
        if (tokens.takes("between")) {
            Condition atLeast = compare(key, Operator.GREATER_OR_EQUAL, literal());
            tokens.require("and");
            return new Condition.And(atLeast, compare(key, Operator.LESS_OR_EQUAL, literal()));
        }
        if (tokens.takes("like")) {
            return Condition.Like.of(key, literal());
        }
        throw new ExpressionException("a comparison of key " + key.name() + " is missing before " + tokens.peek());
    }

    private Condition in(Key key) {
        tokens.require("(");
        Condition any = compare(key, Operator.EQUAL, literal());
        while (tokens.takes(",")) {
            any = new Condition.Or(any, compare(key, Operator.EQUAL, literal()));
        }
        tokens.require(")");
        return any;
    }

    // Clients ask for partitions without a value by the text that Hive keeps in its place.
    private static Condition compare(Key key, Operator operator, String literal) {
        if (!literal.equals(Key.NULL)) {
            return new Condition.Compare(key, operator, key.literal(literal));
        }
        return switch (operator) {
            case EQUAL -> new Condition.IsNull(key);
            case NOT_EQUAL -> new Condition.Not(new Condition.IsNull(key));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> new Condition.Always(Truth.UNKNOWN);
        };
    }

    private String literal() {
        Token token = tokens.take();
        if (token.is("date") || token.is("timestamp")) {
            return string(tokens.take());
        }
        if (token.kind() == Token.Kind.WORD
                && LITERAL_WORDS.contains(token.text().toLowerCase(Locale.ROOT))) {
            return token.text();
        }
        return token.kind() == Token.Kind.NUMBER ? token.text() : string(token);
    }

    private static String string(Token token) {
        if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.DOUBLE_QUOTED) {
            return token.text();
        }
        throw token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_WORD
                ? unknown(token)
                : new ExpressionException("a literal is missing before " + token);
    }

    private Optional<Key> key(Token token) {
        return switch (token.kind()) {
            case WORD, QUOTED_WORD, DOUBLE_QUOTED ->
                Optional.ofNullable(keys.get(token.text().toLowerCase(Locale.ROOT)));
            case STRING, NUMBER, SIGN, END -> Optional.empty();
        };
    }

    private static ExpressionException unknown(Token name) {
        return new ExpressionException(name + " is neither a partition key nor a literal");
    }

    private Condition deeper(Supplier<Condition> inner) {
        depth++;
        if (depth > DEEPEST) {
            throw new ExpressionException("it is nested more than " + DEEPEST + " levels deep");
        }
        Condition condition = inner.get();
        depth--;
        return condition;
    }
}

package io.lakespan.local.glue.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression's tokens, taken one after the other. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("""
            \\s+
            |(?<string>'(?:[^']|'')*+')
            |(?<double>"(?:[^"]|"")*+")
            |(?<quoted>`[^`]++`)
            |(?<number>[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?(?![\\w]))
            |(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*+)
            |(?<sign><>|!=|<=|>=|==|[=<>(),])
            """, Pattern.COMMENTS);
    private static final Map<String, Token.Kind> KINDS = Map.of(
            "string", Token.Kind.STRING,
            "double", Token.Kind.DOUBLE_QUOTED,
            "quoted", Token.Kind.QUOTED_WORD,
            "number", Token.Kind.NUMBER,
            "word", Token.Kind.WORD,
            "sign", Token.Kind.SIGN);
    private static final Token END = new Token(Token.Kind.END, "");

    private final List<Token> tokens;
    private int next;

    private Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    static Tokens of(String expression) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        for (int at = 0; at < expression.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new ExpressionException(
                        "no word, literal or operator begins at '" + expression.substring(at) + "'");
            }
            add(matcher, tokens);
        }
        return new Tokens(tokens);
    }

    Token peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    /** Takes the next one if it is this word or sign. */
    boolean takes(String wordOrSign) {
        boolean there = peek().is(wordOrSign);
        if (there) {
            next++;
        }
        return there;
    }

    void require(String wordOrSign) {
        if (!takes(wordOrSign)) {
            throw new ExpressionException("'" + wordOrSign + "' is missing before " + peek());
        }
    }

    private static void add(Matcher matcher, List<Token> tokens) {
        for (Map.Entry<String, Token.Kind> kind : KINDS.entrySet()) {
            String text = matcher.group(kind.getKey());
            if (text != null) {
                tokens.add(new Token(kind.getValue(), unquoted(kind.getValue(), text)));
            }
        }
    }

    private static String unquoted(Token.Kind kind, String text) {
        return switch (kind) {
            case STRING -> inner(text).replace("''", "'");
            case DOUBLE_QUOTED -> inner(text).replace("\"\"", "\"");
            case QUOTED_WORD -> inner(text);
            case WORD, NUMBER, SIGN, END -> text;
        };
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }
}

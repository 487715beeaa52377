package io.lakespan.local.glue.expression;

import java.util.Locale;

/** One word, literal or sign of an expression. */
record Token(Kind kind, String text) {

    /** What a token is. */
    enum Kind {
        WORD,
        /** In back quotes: always a key. */
        QUOTED_WORD,
        STRING,
        /** In double quotes: a key where one is called so, otherwise a string, as Hive writes them. */
        DOUBLE_QUOTED,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String wordOrSign) {
        return (kind == Kind.WORD || kind == Kind.SIGN)
                && text.toLowerCase(Locale.ROOT).equals(wordOrSign);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}

package io.lakespan.local.glue;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Names of databases, tables and functions, and patterns over them. */
final class Names {
    private static final int LONGEST = 255;
    private static final Pattern SINGLE_LINE = Pattern.compile("[\\x{20}-\\x{D7FF}\\x{E000}-\\x{10FFFF}\\t]*");
    // The AWS Hive client hands on Hive's patterns, in which a star alone stands for any text.
    private static final Pattern LONELY_STAR = Pattern.compile("(?<![.)\\]])\\*");

    private Names() {}

    static String folded(String field, String name) {
        if (name.isEmpty()) {
            throw GlueError.constraint(field, "''", "have length greater than or equal to 1");
        }
        if (name.length() > LONGEST) {
            throw GlueError.constraint(field, "'" + name + "'", "have length less than or equal to " + LONGEST);
        }
        if (!SINGLE_LINE.matcher(name).matches()) {
            throw GlueError.constraint(
                    field, "'" + name + "'", "satisfy regular expression pattern: " + SINGLE_LINE.pattern());
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** A regular expression over whole names; a blank one matches all. */
    static Pattern pattern(String expression) {
        String widened = LONELY_STAR.matcher(expression).replaceAll(".*");
        try {
            return Pattern.compile(expression.isBlank() ? ".*" : widened, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw GlueError.invalid("'" + expression + "' is not a regular expression: " + e.getDescription());
        }
    }
}

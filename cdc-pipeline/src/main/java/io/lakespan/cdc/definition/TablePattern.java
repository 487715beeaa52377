package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Names tables of the source: a regular expression for the database and one for the table, in Flink CDC's spelling.
 *
 * <p>A plain dot parts the two; {@code \.} stands for any character, so {@code shop.\.*} is every table of
 * {@code shop}. Where no plain dot stands, the first {@code \.} parts them: {@code shop\.orders}.
 *
 * @param text as written
 */
public record TablePattern(String text, String databaseRegex, String tableRegex) {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$-]+");

    public TablePattern {
        requireNonNull(text, "text");
        compiled(databaseRegex);
        compiled(tableRegex);
    }

    /**
     * Reads one pattern.
     *
     * @throws BridgeException {@code INVALID_INPUT} when it has no two parts or a part is no regular expression
     */
    public static TablePattern parse(String text) {
        List<String> parts = parts(text);
        if (parts.size() != 2 || parts.contains("")) {
            throw invalid("'" + text + "' does not name tables; write it as database.table, and any character as \\.");
        }
        try {
            return new TablePattern(text, unescaped(parts.get(0)), unescaped(parts.get(1)));
        } catch (PatternSyntaxException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "'" + text + "' is no regular expression: " + e.getDescription() + "; mend it",
                    e);
        }
    }

    /**
     * Reads a list with commas between the patterns; a comma inside braces, as in {@code {1,3}}, parts nothing.
     *
     * @throws BridgeException as {@link #parse} does
     */
    public static List<TablePattern> parseList(String text) {
        return split(text, ',').stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(TablePattern::parse)
                .toList();
    }

    public boolean matches(String database, String table) {
        return compiled(databaseRegex).matcher(database).matches()
                && compiled(tableRegex).matcher(table).matches();
    }

    /** Whether it names one table only, in the letters of its name. */
    public boolean isPlain() {
        return PLAIN.matcher(databaseRegex).matches()
                && PLAIN.matcher(tableRegex).matches();
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<String> parts(String text) {
        List<String> parts = split(text, '.');
        int escaped = text.indexOf("\\.");
        if (parts.size() > 1 || escaped < 0) {
            return parts;
        }
        return List.of(text.substring(0, escaped), text.substring(escaped + 2));
    }

    /** Cuts at the character where it stands neither behind a backslash nor inside brackets or braces. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == at && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            } else {
                depth += "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescaped(String part) {
        return part.replace("\\.", ".");
    }

    private static Pattern compiled(String regex) {
        return Pattern.compile(regex);
    }

    private static BridgeException invalid(String message) {
        return new BridgeException(ErrorCode.INVALID_INPUT, message);
    }
}

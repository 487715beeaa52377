package io.lakespan.app.sync;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which databases and tables a pass looks at. {@code sales} and {@code sales*} name whole databases,
 * {@code sales.ord*} tables; {@code *} stands for any characters, {@code ?} for one.
 *
 * <p>What is not selected stays as it is on both sides: it is never taken for dropped.
 */
public record Selection(List<String> included, List<String> excluded) {
    public Selection {
        included = included.stream().map(Selection::checked).toList();
        excluded = excluded.stream().map(Selection::checked).toList();
    }

    public static Selection everything() {
        return new Selection(List.of(), List.of());
    }

    /** Whether anything of the database may be selected, so that it has to be read. */
    public boolean touches(String database) {
        boolean wanted =
                included.isEmpty() || included.stream().anyMatch(pattern -> matches(databaseOf(pattern), database));
        return wanted && excluded.stream().noneMatch(pattern -> !pattern.contains(".") && matches(pattern, database));
    }

    /** Tests {@code database} or {@code database.table}. */
    public Predicate<String> names() {
        return name -> (included.isEmpty() || included.stream().anyMatch(pattern -> covers(pattern, name)))
                && excluded.stream().noneMatch(pattern -> covers(pattern, name));
    }

    /** The first pattern that names none of the databases. */
    public void requireKnown(Iterable<String> databases) {
        for (String pattern : included) {
            boolean known = false;
            for (String database : databases) {
                known |= matches(databaseOf(pattern), database);
            }
            if (!known) {
                throw new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "no database matches '" + pattern + "'; there are: " + String.join(", ", databases));
            }
        }
    }

    private static boolean covers(String pattern, String name) {
        boolean wholeDatabase = !pattern.contains(".");
        return matches(pattern, wholeDatabase ? databaseOf(name) : name);
    }

    private static String databaseOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static boolean matches(String pattern, String name) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return name.matches(regex);
    }

    private static String checked(String pattern) {
        if (pattern.isBlank() || pattern.startsWith(".") || pattern.endsWith(".")) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "'" + pattern + "' names no database or table; write it as database, database.table or with *");
        }
        return pattern.toLowerCase(Locale.ROOT);
    }
}

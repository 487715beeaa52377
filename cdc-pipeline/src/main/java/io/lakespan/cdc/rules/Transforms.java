package io.lakespan.cdc.rules;

import io.lakespan.cdc.definition.TransformOptions;
import io.lakespan.cdc.definition.TransformRule;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a definition's transforms make of tables. */
public final class Transforms {
    private static final int MILLIS_DIGITS = 3;

    private static final Pattern HASH = Pattern.compile("(?i)\\b" + Functions.MASK + "HASH\\b");

    private final List<TransformRule> rules;
    private final boolean salted;

    private Transforms(TransformOptions options) {
        this.rules = options.rules();
        this.salted = options.salt().isPresent();
    }

    public static Transforms of(TransformOptions options) {
        return new Transforms(options);
    }

    /**
     * A table as it is transformed; empty for one that no rule names.
     *
     * @throws BridgeException {@code INVALID_INPUT} with a line {@code file:line:column: what, what to do} for each error
     */
    public Optional<TransformedTable> of(SourceTable table) {
        List<String> findings = new ArrayList<>();
        Optional<TransformedTable> transformed = of(table, findings);
        if (!findings.isEmpty()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, String.join("\n", findings));
        }
        return transformed;
    }

    /**
     * The same, noting what is wrong.
     *
     * @param findings a line each is added
     */
    public Optional<TransformedTable> of(SourceTable table, List<String> findings) {
        List<TransformRule> naming = naming(table.database(), table.name());
        if (naming.size() > 1) {
            findings.add(naming.get(1).place() + ": table " + table.label() + " is transformed here and in "
                    + naming.get(0).place() + "; keep one of them");
        }
        return naming.stream().findFirst().flatMap(rule -> new TableBinding(rule, table, findings).bind());
    }

    /** The table as the lake gets it: transformed, or as it is. */
    public SourceTable shown(SourceTable table) {
        return of(table).map(TransformedTable::shown).orElse(table);
    }

    /**
     * The same; empty where something is wrong, which is noted.
     *
     * @param findings a line each is added
     */
    public Optional<SourceTable> shown(SourceTable table, List<String> findings) {
        int before = findings.size();
        Optional<SourceTable> shown = of(table, findings).map(TransformedTable::shown);
        return findings.size() > before ? Optional.empty() : Optional.of(shown.orElse(table));
    }

    /** Whether a rule names the table. */
    public boolean names(String database, String table) {
        return !naming(database, table).isEmpty();
    }

    private List<TransformRule> naming(String database, String table) {
        return rules.stream()
                .filter(rule -> rule.source().matches(database, table))
                .toList();
    }

    /**
     * Reads every expression; of the columns, which the source has to be asked for, it says nothing.
     *
     * @throws BridgeException {@code INVALID_INPUT} with a line for each that is no SQL
     */
    public void requireSql() {
        List<String> findings = new ArrayList<>();
        rules.forEach(rule -> SqlParsing.check(rule, findings));
        if (!findings.isEmpty()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, String.join("\n", findings));
        }
    }

    /** What does not stop the pipeline but should be known, one line each. */
    public List<String> warnings(List<SourceTable> tables) {
        List<String> warnings = new ArrayList<>();
        rules.stream()
                .filter(rule ->
                        tables.stream().noneMatch(table -> rule.source().matches(table.database(), table.name())))
                .map(rule -> rule.place() + ": the transform of '" + rule.source() + "' names no table that is read")
                .forEach(warnings::add);
        rules.stream()
                .flatMap(rule -> rule.projection().stream())
                .filter(text -> !salted && HASH.matcher(text.text()).find())
                .map(text ->
                        text.place() + ": who guesses a value can compute its MASK_HASH; give the pipeline a mask.salt")
                .forEach(warnings::add);
        tables.forEach(table -> of(table, new ArrayList<>()).ifPresent(found -> warnings.addAll(rounded(found))));
        return warnings;
    }

    private static List<String> rounded(TransformedTable table) {
        return table.read().stream()
                .map(position -> table.source().columns().get(position))
                .filter(column -> column.fraction() > MILLIS_DIGITS
                        && !column.type().kind().name().equals("STRING"))
                .map(column -> "column " + table.source().label() + "." + column.name()
                        + " has more than three digits after the second, and expressions of a transform see three; carried"
                        + " as it is, it keeps them all")
                .toList();
    }
}

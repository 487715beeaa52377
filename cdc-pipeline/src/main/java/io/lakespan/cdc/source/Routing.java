package io.lakespan.cdc.source;

import io.lakespan.cdc.definition.RouteRule;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Says where each table of the source goes. */
final class Routing {
    // What Glue, Athena and Trino all take as a name.
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,255}");

    private final List<RouteRule> rules;

    Routing(List<RouteRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Routes the tables; one that no rule names goes to the table of its own name.
     *
     * @throws BridgeException {@code INVALID_INPUT} naming each table that two rules name, whose target is no name the
     *     lake takes, or that shares its target with a table of other columns
     */
    List<RoutedTable> route(List<SourceTable> tables) {
        return route(tables, List.of());
    }

    /**
     * The same, where something is wrong already.
     *
     * @param found a line for each error, to be told with those of the routes
     */
    List<RoutedTable> route(List<SourceTable> tables, List<String> found) {
        List<String> findings = new ArrayList<>(found);
        List<RoutedTable> routed =
                tables.stream().map(table -> route(table, findings)).toList();
        findings.addAll(shared(routed));
        if (!findings.isEmpty()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, String.join("\n", findings));
        }
        return routed;
    }

    /** A line for each rule that names none of the tables. */
    List<String> idle(List<SourceTable> tables) {
        return rules.stream()
                .filter(rule -> tables.stream().noneMatch(table -> names(rule, table)))
                .map(rule -> rule.place() + ": the route for '" + rule.source() + "' names no table that is read")
                .toList();
    }

    /** Whether the rule of this table sends every table it names to one, as it does with shards. */
    boolean merges(String database, String table) {
        return rules.stream()
                .filter(rule -> rule.source().matches(database, table))
                .anyMatch(rule -> !rule.source().isPlain() && rule.targetOf("a").equals(rule.targetOf("b")));
    }

    private RoutedTable route(SourceTable table, List<String> findings) {
        List<RouteRule> naming =
                rules.stream().filter(rule -> names(rule, table)).toList();
        if (naming.size() > 1) {
            findings.add(naming.get(1).place() + ": table " + table.label() + " is routed here and in "
                    + naming.get(0).place() + "; keep one of them");
        }
        Optional<RouteRule> rule = naming.stream().findFirst();
        TableRef target = target(table);
        if (!takes(target)) {
            findings.add("table " + table.label() + " would go to '" + target
                    + "', but the lake takes only letters, digits and '_' in a name; route it to such a name");
        }
        return new RoutedTable(
                table, target, rule.flatMap(RouteRule::description).or(table::comment));
    }

    /** The table of the lake, whatever name it has. */
    TableRef target(SourceTable table) {
        return rules.stream()
                .filter(rule -> names(rule, table))
                .findFirst()
                .map(rule -> rule.targetOf(table.name()))
                .orElseGet(() -> TableRef.of(table.database(), table.name()));
    }

    private static boolean names(RouteRule rule, SourceTable table) {
        return rule.source().matches(table.database(), table.name());
    }

    private static boolean takes(TableRef target) {
        return NAME.matcher(target.database()).matches()
                && NAME.matcher(target.name()).matches();
    }

    /** Tables may share a target, as shards do, when they are alike. */
    private static List<String> shared(List<RoutedTable> routed) {
        Map<TableRef, RoutedTable> first = new TreeMap<>();
        List<String> findings = new ArrayList<>();
        for (RoutedTable table : routed) {
            RoutedTable other = Optional.ofNullable(first.putIfAbsent(table.target(), table))
                    .orElse(table);
            if (!alike(other.source(), table.source())) {
                findings.add("tables " + other.source().label() + " and "
                        + table.source().label()
                        + " both go to " + table.target()
                        + ", but their columns or keys differ; route one of them elsewhere");
            }
        }
        return findings;
    }

    private static boolean alike(SourceTable left, SourceTable right) {
        return left.key().equals(right.key()) && shape(left).equals(shape(right));
    }

    private static List<String> shape(SourceTable table) {
        return table.columns().stream()
                .map(column -> column.lakeName() + " " + column.type())
                .sorted()
                .toList();
    }
}

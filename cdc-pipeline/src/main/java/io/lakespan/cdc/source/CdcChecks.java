package io.lakespan.cdc.source;

import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.definition.Suggestions;
import io.lakespan.cdc.definition.TablePattern;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Finds out, before anything is submitted, whether a pipeline can run, and on which tables. */
public final class CdcChecks {
    private CdcChecks() {}

    /**
     * Connects to the source, checks server and user, and reads the tables that the definition names. Changes nothing.
     *
     * @throws BridgeException {@code UNAUTHENTICATED} or {@code UNAVAILABLE} when it cannot connect;
     *     {@code INVALID_INPUT} when the server's binlog is not as needed, a table has no primary key, a type cannot be
     *     carried, or a transform or a route is wrong; {@code PERMISSION_DENIED} when a privilege lacks; {@code NOT_FOUND} when a
     *     pattern names no table. Several findings of one kind come at once, a line each
     */
    public static SourceTables check(PipelineDefinition definition, SecretResolver secrets) {
        MySqlOptions options = definition.source();
        try (MySqlServer server = MySqlServer.open(options, secrets)) {
            ServerCheck check = new ServerCheck(options, server);
            check.run();
            MySqlTables reader = new MySqlTables(server, new ColumnTypes(options.tinyintAsBoolean()));
            List<MySqlTables.Listed> named = named(options, reader.list());
            List<SourceTable> tables = reader.read(named);
            ReadSizes sizes = ReadSizes.of(
                    options.snapshot(),
                    named.stream().mapToLong(MySqlTables.Listed::rowBytes).max().orElse(0));
            Routing routing = new Routing(definition.routes());
            List<String> warnings = new ArrayList<>(definition.warnings());
            warnings.addAll(routing.idle(tables));
            warnings.addAll(looseChunks(sizes, tables));
            warnings.addAll(roundedFloats(tables));
            Transforms transforms = Transforms.of(definition.transforms());
            warnings.addAll(transforms.warnings(tables));
            definition.transforms().salt().ifPresent(secrets::resolve);
            return new SourceTables(routed(transforms, routing, tables), tables, check.timeZone(), sizes, warnings);
        }
    }

    /** What a transform and what a route finds wrong are told at once. */
    private static List<RoutedTable> routed(Transforms transforms, Routing routing, List<SourceTable> tables) {
        List<String> findings = new ArrayList<>();
        List<SourceTable> shown = tables.stream()
                .flatMap(table -> transforms.shown(table, findings).stream())
                .toList();
        return routing.route(shown, findings);
    }

    /**
     * Connects to the source, checks server and user, and says of each table that the options name whether it can be
     * carried. Changes nothing.
     *
     * @throws BridgeException as {@link #check} does, but for what stops single tables
     */
    public static SourceSurvey survey(MySqlOptions options, SecretResolver secrets) {
        try (MySqlServer server = MySqlServer.open(options, secrets)) {
            ServerCheck check = new ServerCheck(options, server);
            check.run();
            MySqlTables reader = new MySqlTables(server, new ColumnTypes(options.tinyintAsBoolean()));
            return new SourceSurvey(check.timeZone(), reader.survey(named(options, reader.list())));
        }
    }

    private static List<MySqlTables.Listed> named(MySqlOptions options, List<MySqlTables.Listed> all) {
        List<String> findings = options.tables().stream()
                .filter(pattern -> all.stream().noneMatch(table -> names(pattern, table)))
                .map(pattern -> nothing(options, pattern, all))
                .toList();
        if (!findings.isEmpty()) {
            throw new BridgeException(ErrorCode.NOT_FOUND, String.join("\n", findings));
        }
        List<MySqlTables.Listed> named = all.stream()
                .filter(table -> options.tables().stream().anyMatch(pattern -> names(pattern, table)))
                .filter(table -> options.excluded().stream().noneMatch(pattern -> names(pattern, table)))
                .toList();
        if (named.isEmpty()) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND, "tables.exclude leaves out every table that tables names; leave out fewer");
        }
        return named;
    }

    private static boolean names(TablePattern pattern, MySqlTables.Listed table) {
        return pattern.matches(table.database(), table.name());
    }

    private static String nothing(MySqlOptions options, TablePattern pattern, List<MySqlTables.Listed> all) {
        List<String> labels = all.stream().map(MySqlTables.Listed::label).toList();
        List<String> near = Suggestions.near(pattern.text().replace("\\", ""), labels).stream()
                .limit(3)
                .toList();
        String hint = near.isEmpty()
                ? "user '" + options.username() + "' sees " + labels.size() + " tables"
                : "did you mean " + String.join(" or ", near) + "?";
        return "no table of MySQL at " + options.address() + " matches '" + pattern + "'; " + hint
                + " Mend tables of the source, or grant SELECT";
    }

    private static List<String> looseChunks(ReadSizes sizes, List<SourceTable> tables) {
        return tables.stream()
                .filter(table -> table.chunkKey().isEmpty())
                .filter(table -> table.estimatedRows() > sizes.chunk())
                .map(table -> "table " + table.label() + " has about " + table.estimatedRows()
                        + " rows and no number in its key: changes made to it while it is first read may be missed; set"
                        + " scan.incremental.snapshot.chunk.size above that, or keep it unchanged meanwhile")
                .toList();
    }

    private static List<String> roundedFloats(List<SourceTable> tables) {
        return tables.stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> column.kind() == ValueKind.FLOAT)
                        .map(column -> "column " + table.label() + "." + column.name()
                                + " is a float: MySQL gives a query only its first six digits, so rows that are there"
                                + " at the start arrive rounded; make it double for exact values"))
                .toList();
    }
}

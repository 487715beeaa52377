package io.lakespan.cdc.source;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads tables and their columns from a server's information schema. */
final class MySqlTables {
    private static final String TABLES = """
            SELECT table_schema, table_name, table_comment, table_rows, avg_row_length FROM information_schema.tables
            WHERE table_type = 'BASE TABLE'
            AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
            ORDER BY table_schema, table_name
            """;
    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type, column_type, numeric_precision, numeric_scale,
            datetime_precision, is_nullable, column_comment, extra FROM information_schema.columns
            WHERE table_schema = ? ORDER BY table_name, ordinal_position
            """;
    private static final String KEYS = """
            SELECT table_name, column_name FROM information_schema.statistics
            WHERE table_schema = ? AND index_name = 'PRIMARY' ORDER BY table_name, seq_in_index
            """;

    private final MySqlServer server;
    private final ColumnTypes types;

    MySqlTables(MySqlServer server, ColumnTypes types) {
        this.server = server;
        this.types = types;
    }

    // MySQL 8 keeps these counts for a day; other servers count anew and do not know the word.
    private static final String COUNT_ANEW = "SET SESSION information_schema_stats_expiry = 0";

    /**
     * A table without its columns.
     *
     * @param rowBytes of its rows on average, by MySQL's own estimate
     */
    record Listed(String database, String name, Optional<String> comment, long estimatedRows, long rowBytes) {
        String label() {
            return database + "." + name;
        }
    }

    /** Every table the user may see, less the server's own. */
    List<Listed> list() {
        server.refusal(COUNT_ANEW);
        return server.query(
                TABLES,
                row -> new Listed(
                        row.getString(1), row.getString(2), text(row.getString(3)), row.getLong(4), row.getLong(5)));
    }

    /**
     * The tables with their columns.
     *
     * @throws BridgeException {@code INVALID_INPUT} naming every table and column that cannot be carried
     */
    List<SourceTable> read(Collection<Listed> listed) {
        List<String> findings = new ArrayList<>();
        List<SourceTable> tables = new ArrayList<>();
        for (Described table : described(listed)) {
            List<String> amiss = findings(table);
            findings.addAll(amiss);
            if (amiss.isEmpty()) {
                tables.add(table.carried());
            }
        }
        if (!findings.isEmpty()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, String.join("\n", findings));
        }
        return tables;
    }

    /** What stops each of these tables from being carried; nothing for those that can be. */
    List<SourceSurvey.Surveyed> survey(Collection<Listed> listed) {
        return described(listed).stream()
                .map(table -> new SourceSurvey.Surveyed(
                        table.listed().database(),
                        table.listed().name(),
                        table.listed().estimatedRows(),
                        findings(table)))
                .toList();
    }

    private List<Described> described(Collection<Listed> listed) {
        List<Described> described = new ArrayList<>();
        listed.stream()
                .collect(Collectors.groupingBy(Listed::database, TreeMap::new, Collectors.toList()))
                .forEach((database, members) -> {
                    Map<String, List<Column>> columns = columns(database);
                    Map<String, List<String>> keys = keys(database);
                    members.forEach(table -> described.add(new Described(
                            table,
                            keys.getOrDefault(table.name(), List.of()),
                            columns.getOrDefault(table.name(), List.of()))));
                });
        return described;
    }

    private List<String> findings(Described described) {
        Listed table = described.listed();
        List<String> findings = new ArrayList<>();
        if (described.key().isEmpty()) {
            findings.add("table " + table.label() + " has no primary key, so its rows cannot be told apart; add one,"
                    + " or leave the table out with tables.exclude");
        }
        described.columns().stream()
                .flatMap(column -> column.finding(table.label()).stream())
                .forEach(findings::add);
        server.refusal("SELECT 1 FROM `" + quoted(table.database()) + "`.`" + quoted(table.name()) + "` LIMIT 0")
                .ifPresent(refusal -> findings.add("table " + table.label() + " cannot be read: " + refusal
                        + "; grant SELECT on it, or leave the table out with tables.exclude"));
        return findings;
    }

    private static String quoted(String name) {
        return name.replace("`", "``");
    }

    private Map<String, List<String>> keys(String database) {
        return server.query(KEYS, List.of(database), row -> Map.entry(row.getString(1), row.getString(2))).stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Map<String, List<Column>> columns(String database) {
        return server.query(COLUMNS, List.of(database), this::column).stream()
                .collect(Collectors.groupingBy(Column::table));
    }

    private Column column(ResultSet row) throws SQLException {
        String declaration = row.getString(4);
        String name = row.getString(2);
        int fraction = row.getInt(7);
        boolean nullable = "YES".equals(row.getString(8));
        Optional<String> comment = text(row.getString(9));
        Optional<SourceColumn> carried = types.find(row.getString(3), declaration, row.getInt(5), row.getInt(6))
                .map(typed ->
                        new SourceColumn(name, declaration, typed.kind(), typed.type(), fraction, nullable, comment));
        boolean invisible = text(row.getString(10))
                .filter(extra -> extra.contains("INVISIBLE"))
                .isPresent();
        return new Column(row.getString(1), name, declaration, carried, invisible);
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    /** A table with its columns and key, whether it can be carried or not. */
    private record Described(Listed listed, List<String> key, List<Column> columns) {

        SourceTable carried() {
            List<SourceColumn> carried = columns.stream()
                    .flatMap(column -> column.carried().stream())
                    .toList();
            return new SourceTable(
                    listed.database(), listed.name(), listed.comment(), carried, key, listed.estimatedRows());
        }
    }

    /** A column that may be of a type that cannot be carried. */
    private record Column(
            String table, String name, String declaration, Optional<SourceColumn> carried, boolean invisible) {

        Optional<String> finding(String label) {
            if (carried.isEmpty()) {
                return Optional.of("column " + label + "." + name + " has the type " + declaration
                        + ", which cannot be carried; leave the table out with tables.exclude, or copy the column into"
                        + " one of a plain type and drop it");
            }
            // SELECT * leaves an invisible column out, the binlog does not: the two readings would differ.
            return invisible
                    ? Optional.of(
                            "column " + label + "." + name + " is invisible, so it cannot be read in full; make it"
                                    + " visible, or leave the table out with tables.exclude")
                    : Optional.empty();
        }
    }
}

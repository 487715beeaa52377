package io.lakespan.cdc.evolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.antlr.CaseChangingCharStream;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.lakespan.cdc.evolve.TableChange.Kind;
import io.lakespan.cdc.evolve.TableChange.Name;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.DeclaredColumns;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.flink.cdc.connectors.shaded.org.antlr.v4.runtime.CharStreams;
import org.apache.flink.cdc.connectors.shaded.org.antlr.v4.runtime.CommonTokenStream;
import org.apache.flink.cdc.connectors.shaded.org.antlr.v4.runtime.tree.ParseTreeWalker;

/** Reads a record of Debezium's schema history: a statement, where it stands, and the tables as it leaves them. */
final class Statements {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NONE = -1;

    private final DeclaredColumns columns;

    Statements(boolean tinyintAsBoolean) {
        this.columns = new DeclaredColumns(tinyintAsBoolean);
    }

    /** What the statement did, table by table; nothing for a statement that changes no table. */
    List<TableChange> read(String history) {
        JsonNode record = parsed(history);
        String database = record.path("databaseName").asText("");
        StatementParts parts = parts(record.path("ddl").asText(""));
        BinlogPosition at = position(record);
        List<TableChange> changes = new ArrayList<>();
        parts.truncated.forEach(table -> changes.add(TableChange.of(name(database, table), at, Kind.TRUNCATE)));
        parts.droppedTables.forEach(table -> changes.add(TableChange.of(name(database, table), at, Kind.DROP)));
        moved(parts, database, at).forEach(changes::add);
        Set<Name> told = new HashSet<>();
        changes.forEach(change -> told.add(change.name()));
        for (JsonNode table : record.path("tableChanges")) {
            change(table, parts, at).filter(change -> told.add(change.name())).ifPresent(changes::add);
        }
        return changes;
    }

    private static JsonNode parsed(String history) {
        try {
            return JSON.readTree(history);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema history holds a record that is no JSON", e);
        }
    }

    private static BinlogPosition position(JsonNode record) {
        JsonNode position = record.path("position");
        JsonNode place = position.has("file") ? position : record.path("source");
        return new BinlogPosition(
                place.path("file").asText(""), place.path("pos").asLong());
    }

    private static StatementParts parts(String ddl) {
        MySqlLexer lexer = new MySqlLexer(new CaseChangingCharStream(CharStreams.fromString(ddl), true));
        lexer.removeErrorListeners();
        MySqlParser parser = new MySqlParser(new CommonTokenStream(lexer));
        // What it cannot read, the tables as they are afterwards still tell.
        parser.removeErrorListeners();
        StatementParts parts = new StatementParts();
        ParseTreeWalker.DEFAULT.walk(parts, parser.root());
        return parts;
    }

    private static Name name(String database, String table) {
        int dot = table.indexOf('.');
        return dot < 0 ? new Name(database, table) : new Name(table.substring(0, dot), table.substring(dot + 1));
    }

    private static List<TableChange> moved(StatementParts parts, String database, BinlogPosition at) {
        Map<String, String> moved = new HashMap<>(parts.movedTables);
        return moved.entrySet().stream()
                .map(entry -> new TableChange(
                        name(database, entry.getKey()),
                        at,
                        Kind.ALTER,
                        Optional.empty(),
                        new TreeMap<>(),
                        List.of(),
                        new TreeMap<>(),
                        Optional.of(name(database, entry.getValue()).toString())))
                .toList();
    }

    private Optional<TableChange> change(JsonNode json, StatementParts parts, BinlogPosition at) {
        String[] path = json.path("id").asText().replace("\"", "").split("\\.", 2);
        Name name = new Name(path[0], path.length > 1 ? path[1] : "");
        SourceTable table = table(name, json.path("table"));
        return switch (json.path("type").asText()) {
            case "CREATE" -> Optional.of(TableChange.of(name, at, Kind.CREATE).with(table));
            case "ALTER" ->
                Optional.of(new TableChange(
                        name,
                        at,
                        Kind.ALTER,
                        Optional.of(table),
                        parts.renamed,
                        parts.dropped,
                        parts.filled,
                        Optional.empty()));
            default -> Optional.empty();
        };
    }

    private SourceTable table(Name name, JsonNode json) {
        List<SourceColumn> carried = new ArrayList<>();
        json.path("columns")
                .forEach(column -> columns.column(declaration(column)).ifPresent(carried::add));
        List<String> key = StreamSupport.stream(
                        json.path("primaryKeyColumnNames").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new SourceTable(name.database(), name.table(), text(json.path("comment")), carried, key, 0);
    }

    private static DeclaredColumns.Declaration declaration(JsonNode column) {
        return new DeclaredColumns.Declaration(
                column.path("name").asText(),
                column.path("typeName").asText(),
                column.path("length").asInt(NONE),
                column.path("scale").asInt(NONE),
                column.path("optional").asBoolean(true),
                text(column.path("comment")));
    }

    private static Optional<String> text(JsonNode json) {
        return Optional.of(json.asText("")).filter(text -> !text.isEmpty() && !json.isNull());
    }
}

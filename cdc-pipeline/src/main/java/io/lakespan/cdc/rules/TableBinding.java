package io.lakespan.cdc.rules;

import io.lakespan.cdc.definition.SqlText;
import io.lakespan.cdc.definition.Suggestions;
import io.lakespan.cdc.definition.TransformRule;
import io.lakespan.cdc.rules.SqlFault.Position;
import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Applies one rule to one table; what is wrong is noted with its place, and the rest gone on with. */
final class TableBinding {
    /** Flink CDC's names for the database and the table that a row is of. */
    private static final String DATABASE = "__schema_name__";

    private static final String TABLE = "__table_name__";
    private static final String COMPUTED = "computed";

    private final TransformRule rule;
    private final SourceTable table;
    private final List<String> findings;
    private final Map<String, RexNode> sourceColumns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Output> outputs = new ArrayList<>();
    private boolean star;
    private boolean unreadable;

    /**
     * A binding to be made.
     *
     * @param findings where what is wrong is noted, a line each
     */
    TableBinding(TransformRule rule, SourceTable table, List<String> findings) {
        this.rule = rule;
        this.table = table;
        this.findings = findings;
        for (int i = 0; i < table.columns().size(); i++) {
            SourceColumn column = table.columns().get(i);
            sourceColumns.put(column.name(), new RexInputRef(i, SqlTypes.of(table, column)));
        }
        sourceColumns.put(DATABASE, SqlBinding.text(table.database()));
        sourceColumns.put(TABLE, SqlBinding.text(table.name()));
    }

    /** Empty when something is wrong. */
    Optional<TransformedTable> bind() {
        int before = findings.size();
        rule.projection().ifPresentOrElse(this::project, () -> star(Set.of()));
        Optional<RexNode> filter = rule.filter().flatMap(this::filter);
        List<String> key = unreadable ? List.of() : key();
        if (findings.size() > before) {
            return Optional.empty();
        }
        List<SourceColumn> columns = outputs.stream().map(Output::column).toList();
        SourceTable shown =
                new SourceTable(table.database(), table.name(), table.comment(), columns, key, table.estimatedRows());
        return Optional.of(new TransformedTable(table, shown, new TransformedTable.Rows(outputs, filter, star)));
    }

    private void project(SqlText text) {
        try {
            List<SqlNode> items = SqlParsing.projection(text.text());
            Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            items.forEach(item -> name(item).ifPresent(taken::add));
            items.forEach(item -> taken.addAll(masked(item)));
            items.forEach(item -> item(text, item, taken));
        } catch (SqlFault e) {
            unreadable = true;
            finding(text, SqlParsing.up(e.at()), "projection: " + e.getMessage());
        }
    }

    private void item(SqlText text, SqlNode item, Set<String> taken) {
        if (isStar(item)) {
            star(taken);
            return;
        }
        Position at = SqlParsing.up(SqlParsing.position(item));
        Optional<String> name = name(item);
        if (name.isEmpty()) {
            finding(text, at, "projection: " + item + " has no name; write AS and one behind it");
            return;
        }
        if (outputs.stream().anyMatch(output -> output.column().name().equalsIgnoreCase(name.get()))) {
            finding(text, at, "projection: column " + name.get() + " stands there twice; keep one of them");
            return;
        }
        try {
            SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            add(name.get(), new SqlBinding(sourceColumns).bind(expression));
        } catch (SqlFault e) {
            finding(text, SqlParsing.up(e.at()), "projection: column " + name.get() + ": " + e.getMessage());
        }
    }

    private void add(String name, RexNode expression) {
        if (expression instanceof RexInputRef input) {
            forward(name, input);
            return;
        }
        RelDataType type = expression.getType();
        LakeType lake = SqlTypes.lake(type)
                .orElseThrow(() -> new SqlFault(
                        Position.UNKNOWN,
                        (type.getSqlTypeName() == SqlTypeName.NULL
                                        ? "NULL alone has no type"
                                        : "the type " + type + " cannot be carried")
                                + "; write CAST(... AS VARCHAR) or another type"));
        SourceColumn column =
                new SourceColumn(name, COMPUTED, SqlTypes.kind(lake), lake, 0, type.isNullable(), Optional.empty());
        outputs.add(new Output(column, expression, OptionalInt.empty()));
    }

    private void forward(String name, RexInputRef input) {
        SourceColumn column = table.columns().get(input.getIndex());
        // The name's own letters, where it is the same: the table's are those of its keys too.
        String shown = column.name().equalsIgnoreCase(name) ? column.name() : name;
        SourceColumn renamed = new SourceColumn(
                shown,
                column.declaration(),
                column.kind(),
                column.type(),
                column.fraction(),
                column.nullable(),
                column.comment());
        outputs.add(new Output(renamed, input, OptionalInt.of(input.getIndex())));
    }

    private void star(Set<String> taken) {
        star = true;
        table.columns().stream()
                .filter(column -> !taken.contains(column.name()))
                .forEach(column -> forward(column.name(), (RexInputRef) sourceColumns.get(column.name())));
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier identifier && identifier.isStar();
    }

    private static Optional<String> name(SqlNode item) {
        if (item.getKind() == SqlKind.AS) {
            return Optional.of(((SqlCall) item).operand(1).toString());
        }
        return item instanceof SqlIdentifier identifier && !identifier.isStar()
                ? Optional.of(identifier.toString())
                : Optional.empty();
    }

    /** The columns whose values a mask hides: a star does not bring them along in clear. */
    private static Set<String> masked(SqlNode item) {
        Set<String> masked = new TreeSet<>();
        item.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getOperator().getName().toUpperCase(Locale.ROOT).startsWith(Functions.MASK)) {
                    call.accept(names(masked));
                }
                return super.visit(call);
            }
        });
        return masked;
    }

    private static SqlBasicVisitor<Void> names(Set<String> found) {
        return new SqlBasicVisitor<>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
                found.add(identifier.toString());
                return null;
            }
        };
    }

    /** Over the columns of the lake's table, and over those of the source that it does not have. */
    private Optional<RexNode> filter(SqlText text) {
        Map<String, RexNode> columns = new HashMap<>();
        sourceColumns.forEach((name, node) -> columns.put(name.toLowerCase(Locale.ROOT), node));
        outputs.forEach(output -> columns.put(output.column().lakeName(), output.expression()));
        try {
            RexNode condition = new SqlBinding(columns).bind(SqlParsing.condition(text.text()));
            if (condition.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
                return Optional.of(condition);
            }
            finding(
                    text,
                    Position.UNKNOWN,
                    "filter: this is " + condition.getType() + " and no condition; compare it with something");
        } catch (SqlFault e) {
            finding(text, e.at(), "filter: " + e.getMessage());
        }
        return Optional.empty();
    }

    private List<String> key() {
        return rule.keys().map(this::givenKey).orElseGet(this::ownKey);
    }

    /** The source's key, under the names that its columns have now. */
    private List<String> ownKey() {
        return table.key().stream().flatMap(column -> ownKey(column).stream()).toList();
    }

    private Optional<String> ownKey(String column) {
        Optional<String> same = outputs.stream()
                .filter(output -> output.forwarded().isPresent())
                .filter(output -> table.columns()
                        .get(output.forwarded().getAsInt())
                        .name()
                        .equals(column))
                .map(output -> output.column().name())
                .findFirst();
        if (same.isEmpty()) {
            boolean computed =
                    outputs.stream().anyMatch(output -> output.column().name().equalsIgnoreCase(column));
            findings.add(rule.projection().map(SqlText::place).orElse(rule.place()) + ": projection: column " + column
                    + " of the primary key of " + table.label()
                    + (computed
                            ? " is computed; where its values still tell rows apart, name it in primary-keys"
                            : " is left out; carry it, or name other columns in primary-keys"));
        }
        return same;
    }

    private List<String> givenKey(SqlText text) {
        List<String> key = new ArrayList<>();
        for (String part : text.text().split(",", -1)) {
            String name = part.strip().replace("`", "");
            outputs.stream()
                    .map(Output::column)
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresentOrElse(column -> keyColumn(text, column, key), () -> unknownKey(text, name));
        }
        return key;
    }

    private void keyColumn(SqlText text, SourceColumn column, List<String> key) {
        LakeType.Kind kind = column.type().kind();
        boolean ofSourceKey =
                table.key().contains(column.name()) && !column.declaration().equals(COMPUTED);
        if (column.nullable() && !ofSourceKey) {
            finding(
                    text,
                    Position.UNKNOWN,
                    "primary-keys: column " + column.name()
                            + " may be NULL; make it NOT NULL in the source, or give it a value with COALESCE");
        } else if (kind == LakeType.Kind.FLOAT || kind == LakeType.Kind.DOUBLE) {
            finding(
                    text,
                    Position.UNKNOWN,
                    "primary-keys: column " + column.name()
                            + " is a floating-point number, by which rows cannot be told apart; name another");
        } else {
            key.add(column.name());
        }
    }

    private void unknownKey(SqlText text, String name) {
        List<String> names =
                outputs.stream().map(output -> output.column().name()).toList();
        String meant = Suggestions.nearest(name, names)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "it has " + names.stream().collect(Collectors.joining(", ")));
        finding(text, Position.UNKNOWN, "primary-keys: the transformed table has no column '" + name + "'; " + meant);
    }

    private void finding(SqlText text, Position at, String message) {
        findings.add(SqlParsing.place(text, at) + ": " + message + " (table " + table.label() + ")");
    }
}

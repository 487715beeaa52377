package io.lakespan.cdc.evolve;

import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterByAddColumnContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterByAddColumnsContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterByChangeColumnContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterByDropColumnContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterByRenameColumnContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterByRenameContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnConstraintContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnDefinitionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DefaultColumnConstraintContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DropTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.NullColumnConstraintContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.RenameTableClauseContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TruncateTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParserBaseListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.cdc.connectors.shaded.org.antlr.v4.runtime.ParserRuleContext;

/** Notes what a statement says that the table it leaves behind does not tell. */
final class StatementParts extends MySqlParserBaseListener {
    /** What MySQL puts into a column that must not be empty and has no default. */
    static final String IMPLICIT = "";

    final List<String> truncated = new ArrayList<>();
    final List<String> droppedTables = new ArrayList<>();
    final Map<String, String> movedTables = new HashMap<>();
    final SortedMap<String, String> renamed = new TreeMap<>();
    final List<String> dropped = new ArrayList<>();
    final SortedMap<String, String> filled = new TreeMap<>();
    private String altered = "";

    @Override
    public void enterTruncateTable(TruncateTableContext context) {
        truncated.add(name(context.tableName()));
    }

    @Override
    public void enterDropTable(DropTableContext context) {
        context.tables().tableName().forEach(table -> droppedTables.add(name(table)));
    }

    @Override
    public void enterAlterTable(AlterTableContext context) {
        altered = name(context.tableName());
    }

    @Override
    public void enterAlterByRename(AlterByRenameContext context) {
        movedTables.put(altered, name(context.uid() == null ? context.fullId() : context.uid()));
    }

    @Override
    public void enterRenameTableClause(RenameTableClauseContext context) {
        movedTables.put(name(context.tableName(0)), name(context.tableName(1)));
    }

    @Override
    public void enterAlterByRenameColumn(AlterByRenameColumnContext context) {
        renamed.put(name(context.oldColumn), name(context.newColumn));
    }

    @Override
    public void enterAlterByChangeColumn(AlterByChangeColumnContext context) {
        String from = name(context.oldColumn);
        String to = name(context.newColumn);
        if (!from.equalsIgnoreCase(to)) {
            renamed.put(from, to);
        }
    }

    @Override
    public void enterAlterByDropColumn(AlterByDropColumnContext context) {
        dropped.add(name(context.uid()));
    }

    @Override
    public void enterAlterByAddColumn(AlterByAddColumnContext context) {
        added(name(context.uid(0)), context.columnDefinition());
    }

    @Override
    public void enterAlterByAddColumns(AlterByAddColumnsContext context) {
        for (int i = 0; i < context.columnDefinition().size(); i++) {
            added(name(context.uid(i)), context.columnDefinition(i));
        }
    }

    private void added(String column, ColumnDefinitionContext definition) {
        boolean required = false;
        String value = null;
        for (ColumnConstraintContext constraint : definition.columnConstraint()) {
            if (constraint instanceof DefaultColumnConstraintContext given) {
                value = given.defaultValue().getText();
            } else if (constraint instanceof NullColumnConstraintContext nullable) {
                required = nullable.nullNotnull().NOT() != null;
            }
        }
        if (value == null && required) {
            value = IMPLICIT;
        }
        if (value != null && !value.equalsIgnoreCase("NULL")) {
            filled.put(column, value);
        }
    }

    /** A name without its quotes; one of a table keeps the dot before it. */
    private static String name(ParserRuleContext context) {
        return context.getText().replace("`", "").strip();
    }
}

package io.lakespan.cdc.rules;

import io.lakespan.cdc.definition.Suggestions;
import io.lakespan.cdc.source.LakeType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Gives the columns of an expression their meaning, and everything its type. */
final class SqlBinding {
    static final RexBuilder REX = new RexBuilder(SqlTypes.FACTORY);

    private final Map<String, RexNode> columns;

    /**
     * A binding to some columns.
     *
     * @param columns what each name stands for, letter case aside
     */
    SqlBinding(Map<String, RexNode> columns) {
        this.columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.columns.putAll(columns);
    }

    static RexNode text(String text) {
        return REX.makeCast(SqlTypes.of(new LakeType(LakeType.Kind.STRING, 0, 0), false), REX.makeLiteral(text), false);
    }

    /**
     * The expression with its types.
     *
     * @throws SqlFault when it cannot be understood
     */
    RexNode bind(SqlNode expression) {
        try {
            RexNode bound = bound(expression.accept(new Resolver()));
            bound.accept(new Lasting(expression));
            return bound;
        } catch (CalciteContextException e) {
            throw new SqlFault(SqlParsing.position(e), reason(e), e);
        } catch (UnsupportedOperationException | AssertionError e) {
            throw new SqlFault(SqlParsing.position(expression), "this cannot be used here: " + expression, e);
        }
    }

    private RexNode bound(SqlNode expression) {
        Map<String, RelDataType> types = new HashMap<>();
        columns.forEach((name, node) -> types.put(folded(name), node.getType()));
        Map<String, RexNode> nodes = new HashMap<>();
        columns.forEach((name, node) -> nodes.put(folded(name), node));
        CalciteCatalogReader nothing = new CalciteCatalogReader(
                CalciteSchema.createRootSchema(false), List.of(), SqlTypes.FACTORY, CalciteConnectionConfig.DEFAULT);
        SqlValidator validator = SqlValidatorUtil.newValidator(
                Functions.TABLE,
                nothing,
                SqlTypes.FACTORY,
                SqlValidator.Config.DEFAULT.withConformance(SqlConformanceEnum.MYSQL_5));
        SqlToRelConverter converter = new SqlToRelConverter(
                SqlBinding::noView,
                validator,
                nothing,
                cluster(),
                StandardConvertletTable.INSTANCE,
                SqlToRelConverter.config());
        return converter.convertExpression(validator.validateParameterizedExpression(expression, types), nodes);
    }

    private static RelRoot noView(RelDataType type, String query, List<String> schema, List<String> view) {
        throw new UnsupportedOperationException("there are no views");
    }

    /** What relations are made in. */
    static RelOptCluster cluster() {
        return RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), REX);
    }

    private static String reason(CalciteContextException e) {
        String message =
                Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(String.valueOf(e.getMessage()));
        return message.lines().findFirst().orElse("it cannot be understood");
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Writes names as they are looked up, and finds those that nothing has. */
    private final class Resolver extends SqlShuttle {
        @Override
        public SqlNode visit(SqlIdentifier identifier) {
            String name = identifier.toString();
            if (identifier.isSimple() && columns.containsKey(name)) {
                return new SqlIdentifier(folded(name), identifier.getParserPosition());
            }
            if (identifier.isSimple() && Functions.needsNoParentheses(name)) {
                throw changing(name, identifier.getParserPosition());
            }
            String meant = Suggestions.nearest(name, columns.keySet())
                    .map(near -> "did you mean '" + near + "'?")
                    .orElseGet(() -> "there are " + String.join(", ", columns.keySet()));
            throw new SqlFault(SqlParsing.position(identifier), "there is no column '" + name + "'; " + meant);
        }

        @Override
        public SqlNode visit(SqlCall call) {
            if (call instanceof SqlSelect) {
                throw new SqlFault(
                        SqlParsing.position(call), "a query cannot stand here: a row is transformed by itself");
            }
            return super.visit(call);
        }
    }

    private static SqlFault changing(String name, SqlParserPos place) {
        return new SqlFault(
                SqlParsing.position(place),
                name + " gives another value each time, so that a row read again would differ; leave it out");
    }

    /** Finds what is not a function of the row. */
    private static final class Lasting extends RexVisitorImpl<Void> {
        private final SqlNode expression;

        Lasting(SqlNode expression) {
            super(true);
            this.expression = expression;
        }

        @Override
        public Void visitCall(RexCall call) {
            SqlOperator operator = call.getOperator();
            if (!operator.isDeterministic() || operator.isDynamicFunction()) {
                throw changing(operator.getName(), expression.getParserPosition());
            }
            return super.visitCall(call);
        }
    }
}

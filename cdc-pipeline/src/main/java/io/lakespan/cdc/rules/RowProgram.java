package io.lakespan.cdc.rules;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.sql2rel.ConvertToChecked;

/**
 * A table's filter and computed columns as compiled code. One thread at a time.
 *
 * <p>Values are Java's own: Boolean, Integer, Long, Float, Double, BigDecimal, String and byte[] for the lake's types of
 * those names, a day as Integer since 1970, a date with time as Long of microseconds since 1970; null for NULL.
 */
public final class RowProgram {
    private final TransformedTable table;
    private final Optional<Function1<DataContext, Object[]>> filter;
    private final Optional<Function1<DataContext, Object[]>> computed;
    private final List<Integer> read;
    private final LakeType[] inputTypes;
    private final LakeType[] outputTypes;
    private final Row row;

    private RowProgram(TransformedTable table, Optional<String> salt) {
        this.table = table;
        Compiler compiler = new Compiler(table, salt.isPresent());
        this.filter = table.filter().map(condition -> compiler.compile(List.of(condition)));
        this.computed = table.computed().isEmpty() ? Optional.empty() : Optional.of(compiler.compile(table.computed()));
        this.read = table.read();
        this.inputTypes = types(table.source().columns());
        this.outputTypes = types(table.computedColumns());
        this.row = new Row(new Object[inputTypes.length + 1]);
        salt.ifPresent(text -> row.values()[inputTypes.length] = text);
    }

    static RowProgram compile(TransformedTable table, Optional<String> salt) {
        return new RowProgram(table, salt);
    }

    private static LakeType[] types(List<SourceColumn> columns) {
        return columns.stream().map(SourceColumn::type).toArray(LakeType[]::new);
    }

    /** The value of a source's column, by its position; null for NULL. */
    @FunctionalInterface
    public interface Values {
        Object value(int position);
    }

    /**
     * The computed values of a row, in the columns' order.
     *
     * @return empty for a row that the filter leaves out
     * @throws BridgeException {@code INVALID_INPUT} when an expression has no value for the row, as 1 / 0 has none
     */
    public Optional<Object[]> run(Values source) {
        for (int position : read) {
            row.values()[position] = SqlValues.toSql(source.value(position), inputTypes[position]);
        }
        try {
            if (filter.isPresent() && !Boolean.TRUE.equals(filter.get().apply(row)[0])) {
                return Optional.empty();
            }
            return Optional.of(computed.map(this::computed).orElseGet(() -> new Object[0]));
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private Object[] computed(Function1<DataContext, Object[]> function) {
        Object[] values = function.apply(row);
        for (int i = 0; i < values.length; i++) {
            values[i] = SqlValues.fromSql(values[i], outputTypes[i]);
        }
        return values;
    }

    /** Without the cause, whose message may hold a value. */
    private BridgeException failed(RuntimeException e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return new BridgeException(
                ErrorCode.INVALID_INPUT,
                "the transform of table " + table.source().label() + " has no value for a row: "
                        + last.getClass().getSimpleName()
                        + "; guard it with CASE, NULLIF or SAFE_CAST, or mend the row");
    }

    /** The row at hand, for the compiled code. */
    private record Row(Object[] values) implements DataContext {
        private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

        @Override
        public SchemaPlus getRootSchema() {
            return null;
        }

        @Override
        public JavaTypeFactory getTypeFactory() {
            return (JavaTypeFactory) SqlTypes.FACTORY;
        }

        @Override
        public QueryProvider getQueryProvider() {
            throw new UnsupportedOperationException("there are no queries");
        }

        @Override
        public Object get(String name) {
            return name.equals("inputRecord")
                    ? values
                    : DataContext.Variable.TIME_ZONE.camelName.equals(name) ? UTC : null;
        }
    }

    /** Knows the columns that expressions read: the source's, and behind them the salt. */
    private static final class Compiler {
        private final RelDataType rowType;
        private final RexInputRef salt;
        private final boolean salted;

        Compiler(TransformedTable table, boolean salted) {
            RelDataTypeFactory.Builder types = SqlTypes.FACTORY.builder();
            List<SourceColumn> columns = table.source().columns();
            columns.forEach(column -> types.add(column.name(), SqlTypes.of(table.source(), column)));
            RelDataType text = SqlTypes.of(new LakeType(LakeType.Kind.STRING, 0, 0), false);
            this.rowType = types.add("salt", text).build();
            this.salt = new RexInputRef(columns.size(), text);
            this.salted = salted;
        }

        Function1<DataContext, Object[]> compile(List<RexNode> expressions) {
            List<RexNode> all = new ArrayList<>(expressions);
            if (salted) {
                all.replaceAll(expression -> expression.accept(new Salting()));
            }
            return RexExecutorImpl.getExecutable(SqlBinding.REX, checked(all), rowType)
                    .getFunction();
        }

        /** A sum that is too large for its type has no value; unchecked, it would be another number. */
        private List<RexNode> checked(List<RexNode> expressions) {
            RelNode rows = LogicalValues.createEmpty(SqlBinding.cluster(), rowType);
            List<String> names = IntStream.range(0, expressions.size())
                    .mapToObj(i -> "c" + i)
                    .toList();
            Project project = LogicalProject.create(rows, List.of(), expressions, names, Set.of());
            return ((Project) project.accept(new ConvertToChecked(SqlBinding.REX))).getProjects();
        }

        private final class Salting extends RexShuttle {
            @Override
            public RexNode visitCall(RexCall call) {
                RexCall inner = (RexCall) super.visitCall(call);
                return inner.getOperator().equals(Functions.HASH)
                        ? SqlBinding.REX.makeCall(
                                inner.getType(),
                                Functions.SALTED_HASH,
                                List.of(inner.getOperands().get(0), salt))
                        : inner;
            }
        }
    }
}

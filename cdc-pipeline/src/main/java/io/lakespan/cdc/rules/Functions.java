package io.lakespan.cdc.rules;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** The functions and operators that a transform may use. */
final class Functions {
    /** What the functions that mask begin with. */
    static final String MASK = "MASK_";

    static final SqlUserDefinedFunction HASH =
            function(MASK + "HASH", Masks.class, "hash", text(), SqlTypeFamily.CHARACTER);
    /** Not in the table: it stands for the other once a pipeline has a salt. */
    static final SqlUserDefinedFunction SALTED_HASH = function(
            MASK + "HASH", Masks.class, "saltedHash", text(), SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);

    // Of BigQuery's: what MySQL has too, under the same name and with the same meaning, and what fails softly.
    private static final Set<String> FURTHER = Set.of(
            "CONTAINS_SUBSTR",
            "ENDS_WITH",
            "GREATEST",
            "IF",
            "IFNULL",
            "LEAST",
            "LENGTH",
            "LPAD",
            "LTRIM",
            "POW",
            "RPAD",
            "RTRIM",
            "SAFE_ADD",
            "SAFE_CAST",
            "SAFE_DIVIDE",
            "SAFE_MULTIPLY",
            "SAFE_SUBTRACT",
            "SHA256",
            "SHA512",
            "SPLIT",
            "STARTS_WITH",
            "TO_HEX");
    // They read XML, write bytes in a form of Calcite's own, or are of types that no column has.
    private static final Set<String> LEFT_OUT = Set.of("EXTRACTVALUE", "COMPRESS", "TYPEOF", "VARIANTNULL");

    static final SqlOperatorTable TABLE = SqlOperatorTables.of(all());

    private Functions() {}

    /** Whether it is the name of a function that is written without parentheses: those tell the time or the user. */
    static boolean needsNoParentheses(String name) {
        return TABLE.getOperatorList().stream()
                .anyMatch(operator -> operator.getSyntax() == SqlSyntax.FUNCTION_ID
                        && operator.getName().equalsIgnoreCase(name));
    }

    private static List<SqlOperator> all() {
        List<SqlOperator> operators = new ArrayList<>(own());
        SqlStdOperatorTable.instance().getOperatorList().stream()
                .filter(Functions::single)
                .forEach(operators::add);
        SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(SqlLibrary.MYSQL).getOperatorList().stream()
                .filter(Functions::single)
                .forEach(operators::add);
        SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(SqlLibrary.BIG_QUERY).getOperatorList().stream()
                .filter(operator -> FURTHER.contains(operator.getName().toUpperCase(Locale.ROOT)))
                .forEach(operators::add);
        return operators;
    }

    /** Whether it makes one value of the values of one row. */
    private static boolean single(SqlOperator operator) {
        return !operator.isAggregator() && !LEFT_OUT.contains(operator.getName());
    }

    private static List<SqlOperator> own() {
        SqlTypeFamily text = SqlTypeFamily.CHARACTER;
        return List.of(
                HASH,
                function(MASK + "REDACT", Masks.class, "redact", text(), text),
                function(MASK + "REDACT", Masks.class, "redact", text(), text, SqlTypeFamily.INTEGER),
                function("DATE_FORMAT", DateTexts.class, "format", text(), SqlTypeFamily.TIMESTAMP, text),
                function("TO_DATE", DateTexts.class, "date", type(SqlTypeName.DATE), text),
                function("TO_DATE", DateTexts.class, "date", type(SqlTypeName.DATE), text, text),
                function("TO_TIMESTAMP", DateTexts.class, "timestamp", timestamp(), text),
                function("TO_TIMESTAMP", DateTexts.class, "timestamp", timestamp(), text, text));
    }

    private static SqlReturnTypeInference text() {
        return ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE);
    }

    private static SqlReturnTypeInference type(SqlTypeName type) {
        return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.TO_NULLABLE);
    }

    private static SqlReturnTypeInference timestamp() {
        return ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.TO_NULLABLE);
    }

    private static SqlUserDefinedFunction function(
            String name, Class<?> owner, String method, SqlReturnTypeInference returned, SqlTypeFamily... families) {
        Method found = Arrays.stream(owner.getMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .filter(candidate -> candidate.getParameterCount() == families.length)
                .findFirst()
                .orElseThrow();
        List<RelDataType> types =
                Arrays.stream(families).map(Functions::operand).toList();
        return new SqlUserDefinedFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                returned,
                InferTypes.explicit(types),
                OperandTypes.operandMetadata(List.of(families), factory -> types, i -> "operand" + i, i -> false),
                ScalarFunctionImpl.create(found));
    }

    private static RelDataType operand(SqlTypeFamily family) {
        SqlTypeName type =
                switch (family) {
                    case CHARACTER -> SqlTypeName.VARCHAR;
                    case INTEGER -> SqlTypeName.INTEGER;
                    case TIMESTAMP -> SqlTypeName.TIMESTAMP;
                    default -> throw new IllegalArgumentException(family.name());
                };
        return SqlTypes.FACTORY.createTypeWithNullability(SqlTypes.FACTORY.createSqlType(type), true);
    }
}

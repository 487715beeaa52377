package io.lakespan.cdc.rules;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.LakeType.Kind;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.ValueKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** The lake's types in SQL, and back. */
final class SqlTypes {
    static final RelDataTypeFactory FACTORY = new Factory();
    private static final int MILLIS_DIGITS = 3;
    private static final int DECIMAL_DIGITS = 38;

    private SqlTypes() {}

    /** Decimals as wide as the lake's, texts of every alphabet. */
    private static final class Factory extends JavaTypeFactoryImpl {
        Factory() {
            super(new Limits());
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }
    }

    private static final class Limits extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxPrecision(type);
        }

        @Override
        public int getMaxScale(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(type);
        }

        /** What Calcite still derives the types of sums and products by. */
        @Override
        @SuppressWarnings("deprecation")
        public int getMaxNumericPrecision() {
            return DECIMAL_DIGITS;
        }

        @Override
        @SuppressWarnings("deprecation")
        public int getMaxNumericScale() {
            return DECIMAL_DIGITS;
        }

        /** Else the shorter of two words in a CASE would be filled up with spaces. */
        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    }

    /** A column of the source. */
    static RelDataType of(SourceTable table, SourceColumn column) {
        boolean nullable = column.nullable() || mayBeZero(column);
        return of(column.type(), nullable && !table.key().contains(column.name()));
    }

    /** A date of zeroes, which MySQL takes in place of NULL, arrives as NULL. */
    private static boolean mayBeZero(SourceColumn column) {
        return switch (column.type().kind()) {
            case DATE, TIMESTAMP, TIMESTAMP_WITH_ZONE -> true;
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DECIMAL, STRING, BINARY -> false;
        };
    }

    static RelDataType of(LakeType type, boolean nullable) {
        RelDataType plain =
                switch (type.kind()) {
                    case BOOLEAN -> FACTORY.createSqlType(SqlTypeName.BOOLEAN);
                    case INT -> FACTORY.createSqlType(SqlTypeName.INTEGER);
                    case LONG -> FACTORY.createSqlType(SqlTypeName.BIGINT);
                    case FLOAT -> FACTORY.createSqlType(SqlTypeName.REAL);
                    case DOUBLE -> FACTORY.createSqlType(SqlTypeName.DOUBLE);
                    case DECIMAL -> FACTORY.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
                    case STRING -> FACTORY.createSqlType(SqlTypeName.VARCHAR);
                    case BINARY -> FACTORY.createSqlType(SqlTypeName.VARBINARY);
                    case DATE -> FACTORY.createSqlType(SqlTypeName.DATE);
                    case TIMESTAMP -> FACTORY.createSqlType(SqlTypeName.TIMESTAMP, MILLIS_DIGITS);
                    case TIMESTAMP_WITH_ZONE ->
                        FACTORY.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, MILLIS_DIGITS);
                };
        return FACTORY.createTypeWithNullability(plain, nullable);
    }

    /** Empty for a type that the lake's columns cannot have. */
    static Optional<LakeType> lake(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Optional.of(plain(Kind.BOOLEAN));
            case TINYINT, SMALLINT, INTEGER -> Optional.of(plain(Kind.INT));
            case BIGINT -> Optional.of(plain(Kind.LONG));
            case REAL -> Optional.of(plain(Kind.FLOAT));
            case FLOAT, DOUBLE -> Optional.of(plain(Kind.DOUBLE));
            case DECIMAL -> Optional.of(new LakeType(Kind.DECIMAL, type.getPrecision(), type.getScale()));
            case CHAR, VARCHAR -> Optional.of(plain(Kind.STRING));
            case BINARY, VARBINARY -> Optional.of(plain(Kind.BINARY));
            case DATE -> Optional.of(plain(Kind.DATE));
            case TIMESTAMP -> Optional.of(plain(Kind.TIMESTAMP));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Optional.of(plain(Kind.TIMESTAMP_WITH_ZONE));
            default -> Optional.empty();
        };
    }

    private static LakeType plain(Kind kind) {
        return new LakeType(kind, 0, 0);
    }

    /** The kind whose values are as those of a computed column. */
    static ValueKind kind(LakeType type) {
        return switch (type.kind()) {
            case BOOLEAN -> ValueKind.BIT;
            case INT -> ValueKind.INTEGER;
            case LONG -> ValueKind.LONG;
            case FLOAT -> ValueKind.FLOAT;
            case DOUBLE -> ValueKind.DOUBLE;
            case DECIMAL -> ValueKind.DECIMAL;
            case STRING -> ValueKind.TEXT;
            case BINARY -> ValueKind.BYTES;
            case DATE -> ValueKind.DATE;
            case TIMESTAMP -> ValueKind.DATETIME;
            case TIMESTAMP_WITH_ZONE -> ValueKind.TIMESTAMP;
        };
    }
}

package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.source.DeclaredColumns.Declaration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredColumnsTest {
    private static final int NONE = -1;

    @ParameterizedTest
    @CsvSource({
        "INT, -1, -1, INTEGER, INT",
        "INTEGER, 11, -1, INTEGER, INT",
        "INT UNSIGNED ZEROFILL, 10, -1, LONG, LONG",
        "INT8, -1, -1, LONG, LONG",
        "BIGINT UNSIGNED, 20, -1, UNSIGNED_LONG, DECIMAL",
        "SERIAL, -1, -1, UNSIGNED_LONG, DECIMAL",
        "BOOL, -1, -1, INTEGER, INT",
        "NUMERIC, -1, -1, DECIMAL, DECIMAL",
        "DEC, 65, 30, WIDE_DECIMAL, STRING",
        "REAL, -1, -1, DOUBLE, DOUBLE",
        "DOUBLE PRECISION, -1, -1, DOUBLE, DOUBLE",
        "FLOAT, 30, -1, DOUBLE, DOUBLE",
        "FLOAT, 10, -1, FLOAT, FLOAT",
        "NATIONAL VARCHAR, 10, -1, TEXT, STRING",
        "CHARACTER VARYING, 10, -1, TEXT, STRING",
        "CHAR BYTE, 10, -1, BYTES, BINARY",
        "LONG VARBINARY, -1, -1, BYTES, BINARY",
        "BIT, -1, -1, BIT, BOOLEAN",
        "BIT, 64, -1, WIDE_BITS, DECIMAL",
        "YEAR, 4, -1, INTEGER, INT",
        "ENUM, 1, -1, TEXT, STRING",
        "JSON, -1, -1, JSON, STRING",
        "DATETIME, 6, -1, DATETIME, TIMESTAMP"
    })
    void everySpellingOfATypeIsUnderstood(String type, int length, int scale, ValueKind kind, LakeType.Kind lakeType) {
        SourceColumn column = column(false, type, length, scale).orElseThrow();

        assertThat(column.kind()).isEqualTo(kind);
        assertThat(column.type().kind()).isEqualTo(lakeType);
    }

    @Test
    void lengthsAreDigitsOrFractions() {
        assertThat(column(false, "DECIMAL", 12, 4).orElseThrow().type()).isEqualTo(LakeType.decimal(12, 4));
        assertThat(column(false, "DECIMAL", NONE, NONE).orElseThrow().type()).isEqualTo(LakeType.decimal(10, 0));
        assertThat(column(false, "TIME", 3, NONE).orElseThrow().fraction()).isEqualTo(3);
        assertThat(column(false, "TIMESTAMP", NONE, NONE).orElseThrow().fraction())
                .isZero();
    }

    @Test
    void aTinyintOfOneDigitIsATruthValueWhereTheDefinitionSaysSo() {
        assertThat(column(true, "TINYINT", 1, NONE).orElseThrow().kind()).isEqualTo(ValueKind.TINYINT_AS_BOOLEAN);
        assertThat(column(true, "BOOLEAN", NONE, NONE).orElseThrow().kind()).isEqualTo(ValueKind.TINYINT_AS_BOOLEAN);
        assertThat(column(true, "TINYINT", 4, NONE).orElseThrow().kind()).isEqualTo(ValueKind.INTEGER);
    }

    @Test
    void aTypeThatCannotBeCarriedIsNoColumn() {
        assertThat(column(false, "VECTOR", NONE, NONE)).isEmpty();
    }

    private static Optional<SourceColumn> column(boolean tinyintAsBoolean, String type, int length, int scale) {
        return new DeclaredColumns(tinyintAsBoolean)
                .column(new Declaration("c", type, length, scale, true, Optional.empty()));
    }
}

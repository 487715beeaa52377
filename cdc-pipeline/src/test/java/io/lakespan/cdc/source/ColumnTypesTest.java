package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {
    private final ColumnTypes types = new ColumnTypes(false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tinyint|tinyint(1)|INTEGER|INT",
                "tinyint|tinyint unsigned|INTEGER|INT",
                "smallint|smallint unsigned|INTEGER|INT",
                "mediumint|mediumint unsigned|INTEGER|INT",
                "int|int|INTEGER|INT",
                "int|int(8) unsigned zerofill|LONG|LONG",
                "bigint|bigint|LONG|LONG",
                "year|year|INTEGER|INT",
                "float|float(7,2)|FLOAT|FLOAT",
                "double|double unsigned|DOUBLE|DOUBLE",
                "varchar|varchar(10)|TEXT|STRING",
                "enum|enum('unsigned','x')|TEXT|STRING",
                "set|set('a')|TEXT|STRING",
                "json|json|JSON|STRING",
                "varbinary|varbinary(3)|BYTES|BINARY",
                "longblob|longblob|BYTES|BINARY",
                "date|date|DATE|DATE",
                "datetime|datetime(6)|DATETIME|TIMESTAMP",
                "timestamp|timestamp|TIMESTAMP|TIMESTAMP_WITH_ZONE",
                "time|time(3)|TIME|STRING",
            })
    void aTypeBecomesOneThatHoldsAllItsValues(String name, String declaration, ValueKind kind, LakeType.Kind lake) {
        assertThat(types.find(name, declaration, 0, 0)).contains(new ColumnTypes.Typed(kind, LakeType.of(lake)));
    }

    @Test
    void anUnsignedBigintBecomesADecimalOfTwentyDigits() {
        assertThat(types.find("bigint", "bigint unsigned", 20, 0))
                .contains(new ColumnTypes.Typed(ValueKind.UNSIGNED_LONG, LakeType.decimal(20, 0)));
    }

    @Test
    void aDecimalBeyondTheLakesDigitsBecomesText() {
        assertThat(types.find("decimal", "decimal(38,10)", 38, 10))
                .contains(new ColumnTypes.Typed(ValueKind.DECIMAL, LakeType.decimal(38, 10)));
        assertThat(types.find("decimal", "decimal(39,10)", 39, 10))
                .contains(new ColumnTypes.Typed(ValueKind.WIDE_DECIMAL, LakeType.of(LakeType.Kind.STRING)));
    }

    @ParameterizedTest
    @CsvSource({"1, BIT, BOOLEAN", "2, BITS, LONG", "63, BITS, LONG", "64, WIDE_BITS, DECIMAL"})
    void bitsBecomeATruthValueOrANumber(int length, ValueKind kind, LakeType.Kind lake) {
        ColumnTypes.Typed typed =
                types.find("bit", "bit(" + length + ")", length, 0).orElseThrow();

        assertThat(typed.kind()).isEqualTo(kind);
        assertThat(typed.type().kind()).isEqualTo(lake);
    }

    @Test
    void tinyintOfOneIsATruthValueOnlyWhenTheDefinitionSaysSo() {
        ColumnTypes asBoolean = new ColumnTypes(true);

        assertThat(asBoolean.find("tinyint", "tinyint(1)", 3, 0).orElseThrow().kind())
                .isEqualTo(ValueKind.TINYINT_AS_BOOLEAN);
        assertThat(asBoolean.find("tinyint", "tinyint", 3, 0).orElseThrow().kind())
                .isEqualTo(ValueKind.INTEGER);
    }

    @ParameterizedTest
    @CsvSource({"geometry", "point", "multipolygon", "geomcollection"})
    void aSpatialTypeIsBinary(String name) {
        assertThat(types.find(name, name, 0, 0).orElseThrow().kind()).isEqualTo(ValueKind.GEOMETRY);
        assertThat(types.find(name, name, 0, 0).orElseThrow().type().kind()).isEqualTo(LakeType.Kind.BINARY);
    }

    @Test
    void aTypeWithoutACounterpartIsNotCarried() {
        assertThat(types.find("vector", "vector(3)", 0, 0)).isEmpty();
    }
}

package io.lakespan.cdc.evolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.source.DeclaredColumns;
import io.lakespan.cdc.source.DeclaredColumns.Declaration;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class DefaultValueTest {
    @Test
    void constantsAreReadAsTheirColumnHoldsThem() {
        assertThat(value("INT", "'5'")).contains(5);
        assertThat(value("INT", "TRUE")).contains(1);
        assertThat(value("BIGINT", "-7")).contains(-7L);
        assertThat(value("DOUBLE", "1e3")).contains(1000.0);
        assertThat(value("DECIMAL", "1.005")).contains(DecimalData.fromBigDecimal(new BigDecimal("1.01"), 10, 2));
        assertThat(value("VARCHAR", "'it''s \\n new'")).contains(StringData.fromString("it's \n new"));
        assertThat(value("DATE", "'1970-01-02'")).contains(1);
        assertThat(value("DATETIME", "'2026-11-21 10:00:00.5'"))
                .contains(TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-11-21T10:00:00.5")));
    }

    @Test
    void whatMySqlPutsWhereNothingIsGiven() {
        assertThat(value("INT", StatementParts.IMPLICIT)).contains(0);
        assertThat(value("VARCHAR", StatementParts.IMPLICIT)).contains(StringData.fromString(""));
        assertThat(value("ENUM", StatementParts.IMPLICIT)).isEmpty();
        assertThat(value("DATE", StatementParts.IMPLICIT)).isEmpty();
    }

    @Test
    void anExpressionTellsNoValue() {
        assertThat(value("DATETIME", "CURRENT_TIMESTAMP")).isEmpty();
        assertThat(value("INT", "(1+1)")).isEmpty();
        assertThat(value("TIMESTAMP", "'2026-11-21 10:00:00'"))
                .as("in which zone?")
                .isEmpty();
        assertThat(value("INT", "'x'")).isEmpty();
    }

    private static Optional<Object> value(String type, String text) {
        int length = type.equals("DECIMAL") ? 10 : -1;
        int scale = type.equals("DECIMAL") ? 2 : -1;
        return DefaultValue.of(
                new DeclaredColumns(false)
                        .column(new Declaration("c", type, length, scale, true, Optional.empty()))
                        .orElseThrow(),
                text);
    }
}

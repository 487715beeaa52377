package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternTest {

    @ParameterizedTest
    @CsvSource({
        "shop.\\.*, shop, orders, true",
        "shop\\.\\.*, shop, orders, true",
        "shop\\.orders, shop, orders, true",
        "shop.\\.*, shopping, orders, false",
        "db[1-2].t_[a.b], db1, t_., true",
        "(shop|crm).c\\.+, crm, customer, true",
    })
    void aPlainDotPartsAndAnEscapedOneStandsForAnyCharacter(
            String pattern, String database, String table, boolean expected) {
        boolean actual = TablePattern.parse(pattern).matches(database, table);

        assertThat(actual).isEqualTo(expected);
    }
}

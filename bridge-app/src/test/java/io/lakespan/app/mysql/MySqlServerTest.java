package io.lakespan.app.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.ErrorCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlServerTest {
    private static final MySqlServer SERVER = new MySqlServer("db.example", 3306, "reader", "hunter2");

    @Test
    void itsTextHidesThePassword() {
        assertThat(SERVER).hasToString("MySqlServer[reader@db.example:3306]");
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new MySqlServer("db.example", 0, "reader", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @ParameterizedTest
    @CsvSource({
        "1045, 28000, UNAUTHENTICATED",
        "1142, 42000, PERMISSION_DENIED",
        "1146, 42S02, NOT_FOUND",
        "1049, 42000, NOT_FOUND",
        "1064, 42000, INTERNAL",
        "1264, 22001, INTERNAL",
        "0, 08S01, UNAVAILABLE",
        "1205, 40001, UNAVAILABLE"
    })
    void whatTheServerSaysTellsWhoMustAct(int number, String state, ErrorCode code) {
        SQLException thrown = new SQLException("first line\nsecond line", state, number);

        assertThat(MySqlErrors.of("read table shop.orders", SERVER, thrown).code())
                .isEqualTo(code);
        assertThat(MySqlErrors.of("read table shop.orders", SERVER, thrown))
                .hasMessageStartingWith("cannot read table shop.orders at MySQL db.example:3306: ")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("hunter2")
                .hasCause(thrown);
    }
}

package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.draft.DefinitionDraft;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdcChecksIT {
    @TempDir
    static Path home;

    private static LocalStack stack;

    @BeforeAll
    static void start() throws SQLException {
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("mysql"));
        stack.up(Progress.silent());
        run(
                "CREATE DATABASE checks",
                "CREATE TABLE checks.orders (Id BIGINT UNSIGNED PRIMARY KEY, total DECIMAL(12,2) COMMENT 'in euro',"
                        + " placed DATETIME(6) NOT NULL, ratio FLOAT) COMMENT='every order'",
                "CREATE TABLE checks.order_lines (order_id BIGINT, line SMALLINT, PRIMARY KEY (line, order_id))",
                "CREATE TABLE checks.keyless (a INT)",
                "CREATE TABLE checks.places (id INT PRIMARY KEY, at POINT NOT NULL)",
                "CREATE TABLE checks.hidden (id INT PRIMARY KEY, h INT INVISIBLE)",
                "CREATE VIEW checks.order_view AS SELECT * FROM checks.orders",
                "CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'reader-1'",
                "GRANT SELECT ON checks.* TO reader@'127.0.0.1'",
                "CREATE USER roled@'127.0.0.1' IDENTIFIED BY 'roled-1'",
                "CREATE ROLE follower",
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO follower",
                "GRANT follower TO roled@'127.0.0.1'",
                "SET DEFAULT ROLE follower TO roled@'127.0.0.1'");
    }

    @AfterAll
    static void stop() {
        stack.down();
    }

    @Test
    void aDraftNamesWhatItLeavesOutAndIsValid() {
        String password = "${file:" + home.resolve("secrets").resolve(Secrets.MYSQL_ROOT_PASSWORD) + "}";
        String draft = DefinitionDraft.of(
                new DefinitionDraft.Request(
                        "127.0.0.1", stack.port("mysql.port"), "root", password, "checks.\\.*", "draft"),
                SecretResolver.ofProcess());

        assertThat(draft)
                .contains("3 tables of about", "#   checks.orders, ", "table checks.keyless has no primary key")
                .contains("checks.hidden.h is invisible");
        SourceTables tables = CdcChecks.check(PipelineDefinition.parse("draft", draft), SecretResolver.ofProcess());
        assertThat(tables.tables())
                .extracting(table -> table.source().label())
                .containsExactly("checks.order_lines", "checks.orders", "checks.places");
    }

    @Test
    void aPasswordDoesNotGetIntoADraft() {
        assertThat(catchThrowableOfType(
                        BridgeException.class,
                        () -> new DefinitionDraft.Request("127.0.0.1", 1, "root", "secret-1", "a.b", "draft")))
                .hasMessageContaining("${env:NAME}")
                .hasMessageNotContaining("secret-1");
    }

    @Test
    void tablesAreReadWithColumnsKeyAndComments() {
        SourceTables tables = check("checks.order\\.*");

        assertThat(tables.serverTimeZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(tables.tables())
                .extracting(table -> table.source().label())
                .containsExactly("checks.order_lines", "checks.orders");
        SourceTable orders = tables.tables().get(1).source();
        assertThat(orders.comment()).contains("every order");
        assertThat(orders.key()).containsExactly("Id");
        assertThat(orders.column("Id").lakeName()).isEqualTo("id");
        assertThat(orders.column("Id").type()).isEqualTo(LakeType.decimal(20, 0));
        assertThat(orders.column("total").comment()).contains("in euro");
        assertThat(orders.column("placed").fraction()).isEqualTo(6);
        assertThat(orders.column("placed").nullable()).isFalse();
        assertThat(tables.tables().get(0).source().key()).containsExactly("line", "order_id");
        assertThat(tables.warnings()).anyMatch(line -> line.contains("checks.orders.ratio is a float"));
    }

    @Test
    void aUserMayHaveThePrivilegesThroughARole() {
        assertThat(CdcChecks.check(definition("roled", "roled-1", "checks.orders"), SecretResolver.of(Map.of()))
                        .tables())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checks.ordres | NOT_FOUND | matches 'checks.ordres'; did you mean checks.orders?",
                "nowhere.\\.* | NOT_FOUND | matches 'nowhere.\\.*'",
                "checks.order_view | NOT_FOUND | matches 'checks.order_view'",
                "checks.keyless | INVALID_INPUT | table checks.keyless has no primary key",
                "checks.hidden | INVALID_INPUT | column checks.hidden.h is invisible",
            })
    void aTableThatCannotBeFollowedIsNamed(String tables, ErrorCode code, String message) {
        BridgeException error = catchThrowableOfType(BridgeException.class, () -> check(tables));

        assertThat(error.code()).isEqualTo(code);
        assertThat(error).hasMessageContaining(message);
    }

    @Test
    void aRefusedPasswordIsToldFromAServerThatIsNotThere() {
        BridgeException refused = failure(definition("lakespan_cdc", "wrong-secret", "checks.orders"));
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refused)
                .hasMessageContaining("user 'lakespan_cdc'")
                .hasMessageContaining("127.0.0.1:" + stack.port("mysql.port"));
        assertThat(refused.getMessage()).doesNotContain("wrong-secret");

        BridgeException absent = failure(definition(1, "lakespan_cdc", "x", "checks.orders"));
        assertThat(absent.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(absent).hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void everyMissingPrivilegeIsNamed() {
        BridgeException error = failure(definition("reader", "reader-1", "checks.orders"));

        assertThat(error.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(error)
                .hasMessageContaining("GRANT REPLICATION CLIENT ON *.* TO 'reader'")
                .hasMessageContaining("GRANT REPLICATION SLAVE ON *.* TO 'reader'");
    }

    @Test
    void aBinlogThatDoesNotHoldWholeRowsIsRefused() throws SQLException {
        run("SET GLOBAL binlog_row_image = 'MINIMAL'", "SET GLOBAL binlog_format = 'MIXED'");
        try {
            BridgeException error = catchThrowableOfType(BridgeException.class, () -> check("checks.orders"));

            assertThat(error.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(error)
                    .hasMessageContaining("binlog_row_image is MINIMAL, set it to FULL")
                    .hasMessageContaining("binlog_format is MIXED, set it to ROW");
        } finally {
            run("SET GLOBAL binlog_row_image = 'FULL'", "SET GLOBAL binlog_format = 'ROW'");
        }
    }

    private static SourceTables check(String tables) {
        return CdcChecks.check(
                definition("lakespan_cdc", stack.secret(Secrets.MYSQL_CDC_PASSWORD), tables),
                SecretResolver.of(Map.of()));
    }

    private static BridgeException failure(PipelineDefinition definition) {
        return catchThrowableOfType(
                BridgeException.class, () -> CdcChecks.check(definition, SecretResolver.of(Map.of())));
    }

    private static PipelineDefinition definition(String user, String password, String tables) {
        return definition(stack.port("mysql.port"), user, password, tables);
    }

    private static PipelineDefinition definition(int port, String user, String password, String tables) {
        return PipelineDefinition.parse(
                "check.yaml",
                String.join(
                        "\n",
                        List.of(
                                "source:",
                                "  type: mysql",
                                "  hostname: 127.0.0.1",
                                "  port: " + port,
                                "  username: " + user,
                                "  password: '" + password + "'",
                                "  tables: " + tables,
                                "sink: {type: iceberg}",
                                "pipeline: {name: check}")));
    }

    private static void run(String... statements) throws SQLException {
        String url = "jdbc:mysql://127.0.0.1:" + stack.port("mysql.port") + "/?allowPublicKeyRetrieval=true";
        try (Connection root = DriverManager.getConnection(url, "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
                Statement statement = root.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

package io.lakespan.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MysqlPartIT {
    private static final String MOOD = "größte 订单 🛒";

    @TempDir
    static Path home;

    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("mysql"));
        stack.up(Progress.silent());
    }

    @AfterAll
    static void stop() {
        LocalStack.open(StackOptions.at(home).only("mysql")).down();
    }

    @Test
    void theBinlogHoldsWholeRowsWithGlobalTransactionIds() throws SQLException {
        assertThat(asCdc("SELECT @@log_bin, @@binlog_format, @@binlog_row_image, @@gtid_mode"
                        + ", @@enforce_gtid_consistency, @@version, @@time_zone, @@character_set_server"))
                .containsExactly("1", "ROW", "FULL", "ON", "ON", "8.0.33", "+00:00", "utf8mb4");
    }

    @Test
    void aWriteGetsAGlobalTransactionIdThatTheCdcUserCanSee() throws SQLException {
        asRoot("CREATE DATABASE IF NOT EXISTS gtid_probe");
        String before = asCdc("SELECT @@global.gtid_executed").get(0);

        asRoot("CREATE TABLE gtid_probe.t (id INT PRIMARY KEY)", "DROP DATABASE gtid_probe");

        assertThat(asCdc("SELECT @@global.gtid_executed").get(0)).isNotEmpty().isNotEqualTo(before);
        assertThat(asCdc("SHOW MASTER STATUS")).first().asString().startsWith("binlog.");
    }

    @Test
    void theCdcUserMayReadAndReplicateAndNothingElse() throws SQLException {
        assertThat(asCdc("SHOW GRANTS"))
                .containsExactly("GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT"
                        + " ON *.* TO `lakespan_cdc`@`127.0.0.1`");
        assertThatThrownBy(() -> asCdc("CREATE DATABASE forbidden")).isInstanceOf(SQLException.class);
    }

    @Test
    void nobodyEntersWithoutAPassword() {
        assertThatThrownBy(() -> connect("root", "")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect("lakespan_cdc", "")).isInstanceOf(SQLException.class);
    }

    @Test
    void rowsSurviveARestart() throws SQLException {
        asRoot(
                "CREATE DATABASE kept",
                "CREATE TABLE kept.t (id INT PRIMARY KEY, mood VARCHAR(40))",
                "INSERT INTO kept.t VALUES (1, '" + MOOD + "')");

        stack.down();
        stack.up(Progress.silent());

        assertThat(asCdc("SELECT mood FROM kept.t")).containsExactly(MOOD);
        asRoot("DROP DATABASE kept");
    }

    @Test
    void rowsSurviveAKill() throws SQLException {
        asRoot("CREATE DATABASE hard", "CREATE TABLE hard.t (id INT PRIMARY KEY)", "INSERT INTO hard.t VALUES (7)");
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();

        stack.up(Progress.silent());

        assertThat(asCdc("SELECT id FROM hard.t")).containsExactly("7");
        asRoot("DROP DATABASE hard");
    }

    @Test
    void anInterruptedInitialisationIsDoneAgain(@TempDir Path other) throws IOException, SQLException {
        Path half = Files.createDirectories(other.resolve("data/mysql/database.new"));
        Files.writeString(half.resolve("ibdata1"), "half a table space");
        LocalStack fresh =
                LocalStack.open(StackOptions.at(other).withFreePorts().only("mysql"));

        fresh.up(Progress.silent());

        try {
            assertThat(other.resolve("data/mysql/database.new")).doesNotExist();
            assertThat(query(fresh, "SELECT 1")).containsExactly("1");
        } finally {
            fresh.down();
        }
    }

    @Test
    void aNewPasswordInTheSecretsIsTakenUpAtTheNextStart() throws IOException, SQLException {
        stack.down();
        Files.writeString(home.resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD), "anotherPassword");

        stack.up(Progress.silent());

        assertThat(asCdc("SELECT CURRENT_USER()")).containsExactly("lakespan_cdc@127.0.0.1");
    }

    @Test
    void noFileOfTheServerKeepsAPassword() throws IOException {
        List<String> passwords =
                List.of(stack.secret(Secrets.MYSQL_ROOT_PASSWORD), stack.secret(Secrets.MYSQL_CDC_PASSWORD));

        try (Stream<Path> files = Files.walk(home.resolve("data/mysql"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().noneMatch(file -> passwords.stream()
                    .anyMatch(latin(file)::contains));
        }
    }

    private long pid() {
        return stack.status().stream()
                .filter(part -> part.part().equals("mysql"))
                .findFirst()
                .orElseThrow()
                .pid()
                .orElseThrow();
    }

    private void asRoot(String... statements) throws SQLException {
        try (Connection connection = connect("root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private List<String> asCdc(String query) throws SQLException {
        return query(stack, query);
    }

    private static List<String> query(LocalStack stack, String query) throws SQLException {
        String url = "jdbc:mysql://127.0.0.1:" + stack.port("mysql.port") + "/";
        try (Connection connection =
                        DriverManager.getConnection(url, "lakespan_cdc", stack.secret(Secrets.MYSQL_CDC_PASSWORD));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(rows.getString(i));
            }
            return row;
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + stack.port("mysql.port") + "/", user, password);
    }

    private static String latin(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

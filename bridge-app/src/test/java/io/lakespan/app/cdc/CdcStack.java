package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.verify.KeyText;
import io.lakespan.app.wiring.LocalProfile;
import io.lakespan.app.wiring.Services;
import io.lakespan.formats.iceberg.IcebergRows;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.Column;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A MySQL, a lake and a Flink cluster for the tests of CDC jobs, and what a user does with them. */
final class CdcStack implements AutoCloseable {
    private final Path home;
    private final LocalStack stack;

    private CdcStack(Path home, LocalStack stack) {
        this.home = home;
        this.stack = stack;
    }

    static CdcStack start(String folder, String... parts) {
        Path home = Path.of("target", folder).toAbsolutePath();
        // A run that was cut short leaves its data behind.
        CommandRun.in(home, "reset", "--yes");
        LocalStack stack = LocalStack.open(StackOptions.at(home).withFreePorts().only(parts));
        stack.up(Progress.lines(System.out));
        return new CdcStack(home, stack);
    }

    LocalStack stack() {
        return stack;
    }

    CommandRun command(String... arguments) {
        return CommandRun.in(home, arguments);
    }

    /** A definition whose parts are its tables and what {@code sink} and {@code pipeline} say besides. */
    Path define(String name, String tables, String sink, String pipeline) throws IOException {
        return define("iceberg", name, tables, sink, pipeline);
    }

    Path defineHudi(String name, String tables, String sink, String pipeline) throws IOException {
        return define("hudi", name, tables, sink, pipeline);
    }

    private Path define(String format, String name, String tables, String sink, String pipeline) throws IOException {
        return Files.writeString(home.resolve(name + ".yaml"), """
                source:
                  type: mysql
                  hostname: 127.0.0.1
                  port: %d
                  username: lakespan_cdc
                  password: ${file:%s}
                  tables: %s
                sink:
                  type: %s
                %spipeline:
                  name: %s
                  parallelism: 2
                  execution.checkpointing.interval: 2s
                %s""".formatted(
                        stack.port("mysql.port"),
                        home.resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD),
                        tables,
                        format,
                        sink.indent(2),
                        name,
                        pipeline.indent(2)));
    }

    void run(Path definition, String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"cdc", "run", definition.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        CommandRun run = command(arguments);
        assertThat(run.status()).as(run.err()).isZero();
    }

    /** Waits until lake and source are equal in every column of every row. */
    void equal(Path definition) {
        CommandRun[] last = new CommandRun[1];
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ofSeconds(2))
                .pollInterval(Duration.ofSeconds(3))
                .conditionEvaluationListener(condition -> {})
                .untilAsserted(() -> {
                    last[0] = command("cdc", "verify", definition.toString());
                    assertThat(last[0].status())
                            .as(last[0].out() + last[0].err())
                            .isZero();
                });
    }

    /** Stops a job; where its savepoint is. */
    String stop(String job) {
        CommandRun stop = command("cdc", "stop", job);
        assertThat(stop.status()).as(stop.err()).isZero();
        return stop.out().replaceAll("(?s).*savepoint: (\\S+).*", "$1");
    }

    void stopAll() {
        try (Services services = services()) {
            services.flink().jobs().stream()
                    .filter(job -> !job.state().terminal())
                    .forEach(job -> services.flink().stop(job.id()));
        }
    }

    /** Kills a part with signal 9 after a while and starts it again. */
    void kill(String part, Duration after) {
        long pid = stack.status().stream()
                .filter(status -> status.part().equals(part))
                .findFirst()
                .orElseThrow()
                .pid()
                .orElseThrow();
        Awaitility.await().atMost(after.plusSeconds(5)).pollDelay(after).until(() -> true);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        assertThat(command("up", part).status()).isZero();
    }

    /** The rows of a table of the lake, each value as text. */
    List<Map<String, String>> rows(String table) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Services services = services();
                IcebergRows found = IcebergRows.inGlue(services.iceberg(), TableRef.parse(table))) {
            List<Column> columns = found.columns();
            found.forEach(values -> {
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < values.size(); i++) {
                    row.put(columns.get(i).name(), KeyText.of(values.get(i)));
                }
                rows.add(row);
            });
        }
        return rows;
    }

    void dropLakeTable(String table) {
        try (Services services = services()) {
            TableRef ref = TableRef.parse(table);
            services.glue().drop(ref, services.glue().find(ref).orElseThrow().version());
        }
    }

    /** Why the newest job of that name failed, in one line. */
    String failure(String job) {
        try (Services services = services()) {
            FlinkJob found = services.flink().jobs().stream()
                    .filter(candidate -> candidate.name().equals(job))
                    .findFirst()
                    .orElseThrow();
            return services.flink().lastFailure(found.id()).orElse("");
        }
    }

    private Services services() {
        return Services.open(LocalProfile.of(stack), home.resolve("scratch.db"));
    }

    MySqlServer root() {
        return new MySqlServer(
                "127.0.0.1", stack.port("mysql.port"), "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = root().connect(Map.of());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Some columns of the first row that a query gives. */
    List<String> row(String query, int... columns) throws SQLException {
        try (Connection connection = root().connect(Map.of());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            List<String> values = new ArrayList<>();
            for (int column : columns) {
                values.add(result.getString(column).replace("\n", ""));
            }
            return values;
        }
    }

    String log(String part) throws IOException {
        return Files.readString(home.resolve("logs").resolve(part + ".log"));
    }

    @Override
    public void close() {
        stack.down();
    }
}

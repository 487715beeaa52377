package io.lakespan.app.bench;

import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A way to carry tables of MySQL into the lake, as one job with the same settings whatever the way. */
abstract class CdcWay {
    static final String CHECKPOINT_INTERVAL = "2s";
    static final int FETCH_SIZE = 4_096;
    static final String POLL_INTERVAL_MILLIS = "10";

    final LocalStack stack;

    CdcWay(LocalStack stack) {
        this.stack = stack;
    }

    /** What it is called in figures; also the beginning of its databases' names. */
    abstract String label();

    /**
     * Starts the job.
     *
     * @param lake the database of the lake that the tables go to
     * @param savepoint where it goes on from
     * @return Flink's id of it
     */
    abstract String start(CdcTables tables, String lake, Optional<String> savepoint);

    /** Ends in an error unless lake and source are equal in every column of every row. */
    final void verify(CdcTables tables, String lake) {
        Command.run(stack.home(), "cdc", "verify", define(tables, lake).toString());
    }

    /** A definition of Lakespan's that reads the tables into that database. */
    final Path define(CdcTables tables, String lake) {
        return write(lake + ".yaml", """
                source:
                  type: mysql
                  hostname: 127.0.0.1
                  port: %d
                  username: lakespan_cdc
                  password: ${file:%s}
                  tables: %s.\\.*
                  scan.incremental.snapshot.chunk.size: %d
                  scan.snapshot.fetch.size: %d
                  debezium.poll.interval.ms: %s
                  debezium.max.batch.size: %d
                  debezium.max.queue.size: %d
                route:
                  - source-table: %3$s.\\.*
                    sink-table: %9$s.<>
                    replace-symbol: <>
                sink:
                  type: iceberg
                pipeline:
                  name: %9$s
                  parallelism: %10$d
                  execution.checkpointing.interval: %11$s
                """.formatted(
                        stack.port("mysql.port"),
                        stack.home().resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD),
                        tables.database(),
                        tables.chunk(),
                        FETCH_SIZE,
                        POLL_INTERVAL_MILLIS,
                        tables.batch(),
                        tables.queue(),
                        lake,
                        tables.parallelism(),
                        CHECKPOINT_INTERVAL));
    }

    final Path write(String file, String text) {
        try {
            return Files.writeString(stack.home().resolve("benchmark").resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

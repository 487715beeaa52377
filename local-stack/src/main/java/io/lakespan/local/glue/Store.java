package io.lakespan.local.glue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The catalog's file. Readers see what was committed when they began, and never wait for a writer. */
final class Store implements AutoCloseable {
    private static final int READERS = 4;
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    private final BlockingQueue<Handle> readers;
    private final GroupCommit writer;

    private Store(List<Handle> readers, GroupCommit writer) {
        this.readers = new ArrayBlockingQueue<>(readers.size(), false, readers);
        this.writer = writer;
    }

    /** Opens the catalog in this folder, or makes an empty one there. */
    static Store open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be created: give another --data", e);
        }
        SQLiteDataSource source = source(folder.resolve("catalog.db"));
        Flyway.configure(Store.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/lakespan/local/glue/migration")
                .load()
                .migrate();
        Jdbi jdbi = Jdbi.create(source);
        return new Store(Stream.generate(jdbi::open).limit(READERS).toList(), GroupCommit.over(jdbi.open()));
    }

    /** Answers from one moment's state. */
    <T> T read(Function<Session, T> question) {
        Handle handle = taken();
        try {
            return handle.inTransaction(transaction -> question.apply(new Session(transaction)));
        } finally {
            readers.add(handle);
        }
    }

    /** As {@link GroupCommit#write}. */
    <T> T write(Function<Session, T> change) {
        return writer.write(change);
    }

    /** Ends after every read and write that has begun. */
    @Override
    public void close() {
        for (int i = 0; i < READERS; i++) {
            taken().close();
        }
        writer.close();
    }

    private Handle taken() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to read", e);
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // Forces the log to disk at every commit: an acknowledged write survives a power cut.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}

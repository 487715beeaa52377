package io.lakespan.local.mysql;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.Fingerprint;
import io.lakespan.local.Folders;
import io.lakespan.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The data folder of one server; each step is redone when it was interrupted. */
final class MysqlDatabase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String HALF_MADE = "database.new";

    private final MysqlServer server;

    MysqlDatabase(MysqlServer server) {
        this.server = server;
    }

    void ensure(MysqlAccounts accounts) {
        try {
            // Between its initialisation and its first password the server's socket is open to all who reach it.
            PrivateFiles.protect(server.folder());
            Files.createDirectories(server.folder().resolve("tmp"));
            ensureInitialised();
            ensureAccounts(accounts.statements());
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "MySQL's data folder " + server.folder() + " cannot be set up (" + e
                            + "): check disk space and permissions",
                    e);
        }
    }

    // The folder gets its name only when it is complete, so that what an interrupted run left is never used. A fresh
    // name each time keeps a mysqld that outlived its lakespan from writing into the next attempt.
    private void ensureInitialised() throws IOException {
        if (Files.isDirectory(server.database())) {
            return;
        }
        deleteHalfMade();
        Path fresh = server.folder().resolve(HALF_MADE + "-" + System.nanoTime());
        run("initialising MySQL in " + server.folder(), server.initialise(fresh));
        Files.move(fresh, server.database(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteHalfMade() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(server.folder(), HALF_MADE + "*")) {
            for (Path folder : folders) {
                Folders.delete(folder);
            }
        }
    }

    private void ensureAccounts(String statements) throws IOException {
        Path applied = server.folder().resolve("accounts.sha256");
        String wanted = new Fingerprint().add(statements).text();
        if (Files.exists(applied) && Files.readString(applied).equals(wanted)) {
            return;
        }
        Path file = server.folder().resolve("accounts.sql");
        try {
            PrivateFiles.write(file, statements);
            run("setting MySQL's passwords in " + server.folder(), server.execute(file));
        } finally {
            Files.deleteIfExists(file);
        }
        PrivateFiles.write(applied, wanted);
    }

    private void run(String purpose, List<String> command) {
        new Tool(command, server.environment(), server.folder(), server.folder().resolve("setup.log"))
                .run(purpose, PATIENCE);
    }
}

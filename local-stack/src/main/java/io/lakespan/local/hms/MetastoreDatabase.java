package io.lakespan.local.hms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.hadoop.hive.metastore.txn.TxnDbUtil;

/**
 * The Derby database of the metastore.
 *
 * <p>It is made under another name and renamed when its transaction and lock tables are complete: Hive makes them
 * statement by statement, and a metastore with half of them waits for ever on its first lock.
 */
final class MetastoreDatabase {
    private static final String CLEAN_SHUTDOWN = "08006";

    private final Path folder;

    MetastoreDatabase(Path parent) {
        this.folder = parent.resolve("metastore_db");
    }

    void open(Configuration conf) throws Exception {
        if (!Files.exists(folder)) {
            create(conf);
        }
        MetastoreConf.setVar(conf, ConfVars.CONNECT_URL_KEY, url(folder));
    }

    void close() throws SQLException {
        shutdown(folder);
    }

    private void create(Configuration conf) throws Exception {
        Path draft = folder.resolveSibling("metastore_db.draft");
        delete(draft);
        MetastoreConf.setVar(conf, ConfVars.CONNECT_URL_KEY, url(draft) + ";create=true");
        TxnDbUtil.prepDb(conf);
        shutdown(draft);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String url(Path database) {
        return "jdbc:derby:directory:" + database;
    }

    // Derby reports a shutdown that went well as an exception, too.
    private static void shutdown(Path database) throws SQLException {
        try {
            DriverManager.getConnection(url(database) + ";shutdown=true").close();
        } catch (SQLException e) {
            if (!CLEAN_SHUTDOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void delete(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (Stream<Path> files = Files.walk(draft)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}

package io.lakespan.local.mysql;

import io.lakespan.local.StackContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How {@code mysqld} is called. */
record MysqlServer(Path distribution, Path folder, Map<String, String> environment) {
    // sockaddr_un holds 108 bytes with the closing zero.
    private static final int SOCKET_PATH_LIMIT = 107;

    static MysqlServer of(StackContext context) {
        Path distribution = MysqlDistribution.folder(context);
        Map<String, String> environment = new TreeMap<>();
        environment.put("TZ", "UTC");
        Libaio.folder(context.cache()).ifPresent(path -> environment.put("LD_LIBRARY_PATH", path.toString()));
        return new MysqlServer(distribution, context.data(MysqlPart.NAME), environment);
    }

    Path database() {
        return folder.resolve("database");
    }

    List<String> initialise(Path target) {
        return command("--initialize-insecure", "--datadir=" + target);
    }

    /** Runs the statements on a server that nobody can reach over the network; the last of them ends it. */
    List<String> execute(Path statements) {
        return command(
                "--datadir=" + database(),
                "--socket=" + socket(),
                "--init-file=" + statements,
                "--skip-networking",
                "--skip-log-bin",
                "--mysqlx=OFF");
    }

    List<String> serve(int port) {
        List<String> command = command(
                "--datadir=" + database(),
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("mysqld.pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--mysqlx=OFF",
                "--skip-name-resolve");
        command.addAll(List.of(
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-expire-logs-seconds=604800",
                "--max-binlog-size=128M",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON"));
        command.addAll(List.of(
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=128M",
                "--performance-schema=OFF",
                "--secure-file-priv=NULL"));
        return command;
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                distribution.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + distribution,
                "--plugin-dir=" + distribution.resolve("lib/plugin"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci"));
        if (isRoot()) {
            // mysqld refuses to run as root unless told that this is meant.
            command.add("--user=root");
        }
        command.addAll(List.of(options));
        return command;
    }

    private String socket() {
        String beside = folder.resolve("mysql.sock").toString();
        return beside.length() <= SOCKET_PATH_LIMIT
                ? beside
                : "/tmp/lakespan-mysql-" + Integer.toHexString(folder.hashCode()) + ".sock";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}

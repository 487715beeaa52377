package io.lakespan.cdc.source;

import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.Startup;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether a server writes the binlog a pipeline needs, and lets the user read it. */
final class ServerCheck {
    private static final String VARIABLES =
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format', 'binlog_row_image',"
                    + " 'binlog_row_value_options', 'time_zone')";

    private final MySqlOptions options;
    private final MySqlServer server;

    ServerCheck(MySqlOptions options, MySqlServer server) {
        this.options = options;
        this.server = server;
    }

    /**
     * Checks the server's settings, then the user's privileges.
     *
     * @throws BridgeException {@code INVALID_INPUT} or {@code PERMISSION_DENIED} naming all that is amiss
     */
    void run() {
        refuse(ErrorCode.INVALID_INPUT, settings());
        refuse(ErrorCode.PERMISSION_DENIED, privileges());
        refuse(ErrorCode.INVALID_INPUT, startup());
    }

    /** A place that the server does not have any more would be met by a job that starts again and again. */
    private List<String> startup() {
        if (options.startup() instanceof Startup.Offset offset) {
            List<String> files = server.query("SHOW BINARY LOGS", row -> row.getString(1));
            return files.contains(offset.file())
                    ? List.of()
                    : List.of("it has no binlog file " + offset.file() + " (" + files.get(0) + " to "
                            + files.get(files.size() - 1) + "), start from one of these or with a snapshot");
        }
        if (options.startup() instanceof Startup.Gtids gtids) {
            String purged = server.query(
                            "SELECT GTID_SUBTRACT(@@GLOBAL.gtid_purged, ?)",
                            List.of(gtids.set()),
                            row -> row.getString(1))
                    .get(0);
            return purged.isEmpty()
                    ? List.of()
                    : List.of("its binlog has no more the transactions " + purged
                            + ", which the GTID set leaves out, start from a later set or with a snapshot");
        }
        return List.of();
    }

    private void refuse(ErrorCode code, List<String> findings) {
        if (!findings.isEmpty()) {
            throw new BridgeException(
                    code, "MySQL at " + options.address() + " cannot be followed: " + String.join("; ", findings));
        }
    }

    private List<String> settings() {
        Map<String, String> variables = variables();
        List<String> findings = new ArrayList<>();
        if (!"ON".equals(variables.get("log_bin"))) {
            findings.add("it writes no binlog (log_bin is OFF), start it with log-bin=binlog");
        }
        expect(variables, "binlog_format", "ROW").ifPresent(findings::add);
        expect(variables, "binlog_row_image", "FULL").ifPresent(findings::add);
        if (variables.getOrDefault("binlog_row_value_options", "").contains("PARTIAL_JSON")) {
            findings.add("binlog_row_value_options is PARTIAL_JSON, set it to the empty text");
        }
        return findings;
    }

    private static Optional<String> expect(Map<String, String> variables, String name, String value) {
        // A server that does not know the variable has no other behaviour.
        String found = variables.getOrDefault(name, value).toUpperCase(Locale.ROOT);
        return found.equals(value) ? Optional.empty() : Optional.of(name + " is " + found + ", set it to " + value);
    }

    /** Tried, not read from SHOW GRANTS: privileges also come through roles. */
    private List<String> privileges() {
        List<String> findings = new ArrayList<>();
        lacking("REPLICATION CLIENT", List.of("SHOW MASTER STATUS", "SHOW BINARY LOG STATUS"))
                .ifPresent(findings::add);
        lacking("REPLICATION SLAVE", List.of("SHOW REPLICAS", "SHOW SLAVE HOSTS"))
                .ifPresent(findings::add);
        return findings;
    }

    private Optional<String> lacking(String privilege, List<String> spellings) {
        return spellings.stream()
                .flatMap(statement -> server.refusal(statement).stream())
                .findFirst()
                .map(refusal -> "user '" + options.username() + "' lacks the privilege " + privilege + ", run GRANT "
                        + privilege + " ON *.* TO '" + options.username() + "'");
    }

    /** The zone of the server's sessions: as defined, else as the server says, else its offset from UTC now. */
    ZoneId timeZone() {
        return options.serverTimeZone().orElseGet(this::reportedZone);
    }

    private ZoneId reportedZone() {
        String name = variables().getOrDefault("time_zone", "SYSTEM");
        try {
            return name.equals("SYSTEM") ? offset() : ZoneId.of(name);
        } catch (DateTimeException e) {
            return offset();
        }
    }

    private ZoneId offset() {
        int seconds = server.query("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())", row -> row.getInt(1))
                .get(0);
        return ZoneOffset.ofTotalSeconds(Math.round(seconds / 60f) * 60);
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        server.query(VARIABLES, row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        return variables;
    }
}

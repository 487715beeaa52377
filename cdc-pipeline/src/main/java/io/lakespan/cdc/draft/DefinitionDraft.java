package io.lakespan.cdc.draft;

import static java.util.Objects.requireNonNull;

import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.SourceSurvey;
import io.lakespan.cdc.source.SourceSurvey.Surveyed;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A definition made from what a running MySQL has, with comments that say what stands there and why. */
public final class DefinitionDraft {
    private static final int SHOWN = 20;
    private static final String MARGIN = "  #   ";
    private static final Pattern SPECIAL = Pattern.compile("([^A-Za-z0-9_-])");

    private DefinitionDraft() {}

    /**
     * Whom to ask and for what.
     *
     * @param password a reference, {@code ${env:NAME}} or {@code ${file:/path}}
     * @param tables patterns as in a definition
     * @param name of the pipeline
     */
    public record Request(String hostname, int port, String username, String password, String tables, String name) {
        public Request {
            requireNonNull(hostname, "hostname");
            requireNonNull(username, "username");
            requireNonNull(password, "password");
            requireNonNull(tables, "tables");
            requireNonNull(name, "name");
            if (!password.startsWith("${")) {
                throw new BridgeException(
                        ErrorCode.INVALID_INPUT,
                        "the password would stand in the file; give a reference to it, ${env:NAME} or ${file:/path}");
            }
        }
    }

    /**
     * Asks the server; changes nothing there.
     *
     * @throws BridgeException as {@link CdcChecks#survey} does, and {@code NOT_FOUND} when no table can be carried
     */
    public static String of(Request request, SecretResolver secrets) {
        MySqlOptions options =
                PipelineDefinition.parse("the options", bare(request)).source();
        SourceSurvey survey = CdcChecks.survey(options, secrets);
        if (survey.carried().isEmpty()) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND,
                    survey.leftOut().stream()
                            .flatMap(table -> table.findings().stream())
                            .collect(Collectors.joining("\n")));
        }
        String draft = source(request, survey) + sink(request);
        PipelineDefinition.parse("the draft", draft);
        return draft;
    }

    private static String bare(Request request) {
        return connection(request) + "  tables: " + quoted(request.tables())
                + "\nsink:\n  type: iceberg\npipeline:\n  name: " + quoted(request.name()) + "\n";
    }

    private static String connection(Request request) {
        return """
                source:
                  type: mysql
                  hostname: %s
                  port: %d
                  username: %s
                  password: %s
                """.formatted(
                quoted(request.hostname()), request.port(), quoted(request.username()), quoted(request.password()));
    }

    private static String source(Request request, SourceSurvey survey) {
        return """
                # Every key is explained in docs/cdc.md. Next: 'lakespan cdc validate FILE', then 'lakespan cdc run FILE'.
                %s  # The zone of the server's sessions, in which it shows moments.
                  server-time-zone: %s
                  # %s
                %s  tables: %s
                %s""".formatted(
                        connection(request),
                        quoted(survey.timeZone().getId()),
                        counted(survey.carried()),
                        listed(survey.carried()),
                        quoted(request.tables()),
                        excluded(survey.leftOut()));
    }

    private static String counted(List<Surveyed> tables) {
        long rows = tables.stream().mapToLong(Surveyed::estimatedRows).sum();
        return String.format(
                Locale.ROOT,
                "%d tables of about %,d rows now; new ones that match are carried from the next" + " start on:",
                tables.size(),
                rows);
    }

    private static String listed(List<Surveyed> tables) {
        String lines = tables.stream()
                .limit(SHOWN)
                .map(table ->
                        String.format(Locale.ROOT, MARGIN + "%s, %,d rows%n", table.label(), table.estimatedRows()))
                .collect(Collectors.joining());
        return tables.size() <= SHOWN ? lines : lines + MARGIN + (tables.size() - SHOWN) + " more\n";
    }

    private static String excluded(List<Surveyed> tables) {
        if (tables.isEmpty()) {
            return "";
        }
        String reasons = tables.stream()
                .flatMap(table -> table.findings().stream())
                .map(finding -> MARGIN + finding + "\n")
                .collect(Collectors.joining());
        String patterns = tables.stream()
                .map(table -> exact(table.database()) + "." + exact(table.name()))
                .collect(Collectors.joining(","));
        return "  # Left out:\n" + reasons + "  tables.exclude: " + quoted(patterns) + "\n";
    }

    private static String sink(Request request) {
        return """

                # Without a route a table goes to the database and table of its own name. For another database:
                # route:
                #   - source-table: %s
                #     sink-table: lake.<>
                #     replace-symbol: <>

                sink:
                  type: iceberg
                  # What happens when a target table holds rows before the first snapshot: refuse, replace or keep.
                  existing-rows: refuse

                pipeline:
                  name: %s
                  # How often changes become visible in the lake.
                  execution.checkpointing.interval: 10s
                """.formatted(request.tables(), quoted(request.name()));
    }

    private static String exact(String name) {
        return SPECIAL.matcher(name).replaceAll("[$1]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package io.lakespan.app.cli;

import io.lakespan.app.sync.PassListener;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.app.sync.Schedule;
import io.lakespan.app.sync.SyncWatch;
import io.lakespan.app.sync.SyncWork;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Pass after pass until it is told to end. */
@Command(
        name = "watch",
        description = "Sync again and again, until SIGTERM or Ctrl-C; the change under way is ended first.")
final class SyncWatchCommand implements Callable<Integer> {
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(60);

    @ParentCommand
    SyncCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    SyncRequest request;

    @Option(names = "--interval", paramLabel = "TIME", description = "Such as 30s, 5m or 1h (default: 5m).")
    Optional<String> interval = Optional.empty();

    @Option(names = "--cron", paramLabel = "EXPRESSION", description = "Five fields, such as '*/10 * * * *'.")
    Optional<String> cron = Optional.empty();

    @Override
    public Integer call() {
        PlanRequest asked = request.plan();
        Schedule schedule = schedule();
        PrintWriter out = spec.commandLine().getOut();
        try (Services services = parent.root.services()) {
            SyncWork work = SyncWork.of(services.pair(asked), PassListener.none());
            SyncWatch watch = new SyncWatch(work, asked, Clock.systemDefaultZone(), line -> {
                out.println(line);
                out.flush();
            });
            Thread end = new Thread(() -> watch.stop(LONGEST_CHANGE), "sync-watch-end");
            Runtime.getRuntime().addShutdownHook(end);
            watch.run(schedule);
            return ExitStatus.OK.code();
        }
    }

    private Schedule schedule() {
        if (cron.isPresent() && interval.isPresent()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "--cron and --interval exclude each other; give one");
        }
        return cron.map(Schedule::cron).orElseGet(() -> Schedule.every(duration(interval.orElse("5m"))));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text.replace(" ", "").toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "--interval is '" + text + "'; write it as 30s, 5m or 1h", e);
        }
    }
}

package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.state.SyncRun;
import io.lakespan.error.BridgeException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes passes by a schedule, one after the other, until it is told to stop. */
public final class SyncWatch {
    private final SyncWork work;
    private final PlanRequest request;
    private final Clock clock;
    private final Consumer<String> log;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param log told one line a pass */
    public SyncWatch(SyncWork work, PlanRequest request, Clock clock, Consumer<String> log) {
        this.work = work.scheduled();
        this.request = requireNonNull(request, "request");
        this.clock = requireNonNull(clock, "clock");
        this.log = requireNonNull(log, "log");
    }

    /** Makes the first pass at once and returns when it was told to stop. */
    public void run(Schedule schedule) {
        try {
            int failures = 0;
            while (!stops()) {
                ZonedDateTime begun = ZonedDateTime.now(clock);
                failures = pass() ? 0 : failures + 1;
                ZonedDateTime next = schedule.next(begun, ZonedDateTime.now(clock), failures);
                if (failures > 0) {
                    log.accept("next try at " + next.toInstant().truncatedTo(ChronoUnit.SECONDS));
                }
                await(Duration.between(ZonedDateTime.now(clock), next));
            }
        } finally {
            stopped.countDown();
        }
    }

    /** Ends the change under way and begins no other; returns when that is so, or after the longest wait. */
    public void stop(Duration longest) {
        stopping.countDown();
        try {
            boolean ended = stopped.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            log.accept(ended ? "stopped" : "stopped while a change was under way; the next pass looks at it again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pass() {
        try {
            PassReport report = work.apply(request, plans -> {}, this::stops);
            log.accept(line(report.run()));
            return report.run().state() == SyncRun.State.DONE || PlanText.held(report.plans());
        } catch (BridgeException e) {
            log.accept(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " failed: " + e.getMessage());
            return false;
        }
    }

    private String line(SyncRun run) {
        String counts = RunText.counts(run);
        return run.startedAt().truncatedTo(ChronoUnit.SECONDS) + " "
                + run.state().name().toLowerCase(Locale.ROOT) + ": " + (counts.isEmpty() ? "nothing to do" : counts)
                + run.message().map(why -> "; " + why).orElse("");
    }

    private boolean stops() {
        return stopping.getCount() == 0;
    }

    private void await(Duration pause) {
        try {
            boolean told = stopping.await(Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS);
            if (told) {
                log.accept("stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}

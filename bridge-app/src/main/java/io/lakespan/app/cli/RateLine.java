package io.lakespan.app.cli;

import io.lakespan.app.sync.ApplyProgress;
import io.lakespan.sync.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** How many changes are done, how fast, and how long the rest takes: a line every few seconds. */
final class RateLine implements ApplyProgress {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final PrintWriter out;
    private final Instant begun = Instant.now();
    private Instant last = begun;
    private int total;
    private int done;

    RateLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void total(int changes) {
        total = changes;
    }

    @Override
    public void done(Outcome outcome) {
        done++;
        Instant now = Instant.now();
        if (Duration.between(last, now).compareTo(EVERY) >= 0) {
            last = now;
            print(now);
        }
    }

    @Override
    public void end() {
        out.flush();
    }

    private void print(Instant now) {
        double seconds = Math.max(0.001, Duration.between(begun, now).toMillis() / 1000.0);
        double rate = done / seconds;
        out.printf("  %d of %d changes, %.1f/s, %.0f s left%n", done, total, rate, (total - done) / rate);
        out.flush();
    }
}

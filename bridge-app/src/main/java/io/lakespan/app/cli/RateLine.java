package io.lakespan.app.cli;

import io.lakespan.app.sync.PassListener;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncPlan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** How far a pass is, how fast, and how long the rest takes: a line every few seconds. */
final class RateLine implements PassListener {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final PrintWriter out;
    private String unit = "";
    private Instant begun = Instant.now();
    private Instant last = begun;
    private int total;
    private int done;

    RateLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void reading(int databases) {
        begin("databases read", databases);
    }

    @Override
    public synchronized void read(SyncPlan draft) {
        step();
    }

    @Override
    public synchronized void writing(int changes) {
        begin("changes", changes);
    }

    @Override
    public synchronized void done(Outcome outcome) {
        step();
    }

    @Override
    public synchronized void end() {
        out.flush();
    }

    private void begin(String what, int count) {
        unit = what;
        total = count;
        done = 0;
        begun = Instant.now();
        last = begun;
    }

    private void step() {
        done++;
        Instant now = Instant.now();
        if (Duration.between(last, now).compareTo(EVERY) >= 0) {
            last = now;
            print(now);
        }
    }

    private void print(Instant now) {
        double seconds = Math.max(0.001, Duration.between(begun, now).toMillis() / 1000.0);
        double rate = done / seconds;
        out.printf("  %d of %d %s, %.1f/s, %.0f s left%n", done, total, unit, rate, (total - done) / rate);
        out.flush();
    }
}

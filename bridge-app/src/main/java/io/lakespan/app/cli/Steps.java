package io.lakespan.app.cli;

import io.lakespan.local.LocalStack;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** What a long command is doing, with the time since it began. */
final class Steps {
    private final PrintWriter out;
    private final Instant begun = Instant.now();
    private int number;

    Steps(PrintWriter out) {
        this.out = out;
    }

    void begin(String what) {
        number++;
        Duration passed = Duration.between(begun, Instant.now());
        out.printf("%n[%d:%02d] %d. %s%n", passed.toMinutes(), passed.toSecondsPart(), number, what);
        out.flush();
    }

    void show(String text) {
        out.println(text.stripTrailing());
        out.flush();
    }

    void end(LocalStack stack, boolean kept) {
        begin("Done");
        if (!kept) {
            show("Stopping the stack; its data stays. 'lakespan demo --keep' leaves it up for a look.");
            return;
        }
        show("Flink  " + stack.address("flink-jobmanager"));
        show("Atlas  " + stack.address("atlas") + "  (user admin, password in " + stack.home()
                + "/secrets/atlas.password)");
        show("Glue   " + stack.address("glue"));
        show("Stop everything with: lakespan down");
    }
}

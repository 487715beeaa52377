package io.lakespan.app.cli;

import java.io.PrintWriter;

/** What a person is told when a signal, such as that of Ctrl-C, ends a command before its time. */
final class Interruption {
    private volatile String consequence = "run it again";
    private volatile boolean underway;
    private volatile boolean ended;

    /** What the interrupted command leaves, or what to do about it; the newest word counts. */
    void leaves(String what) {
        consequence = what;
    }

    /** Whether the process is going down on a signal: what fails from now on is only the echo of that. */
    boolean underway() {
        return underway;
    }

    /** Listens from now on, for the rest of this process. */
    void watch(PrintWriter err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(err), "interruption"));
    }

    /** The command came to its own end. */
    void over() {
        ended = true;
    }

    private void tell(PrintWriter err) {
        if (!ended) {
            underway = true;
            err.println("lakespan: interrupted; " + consequence);
            err.flush();
        }
    }
}

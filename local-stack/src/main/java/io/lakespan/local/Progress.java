package io.lakespan.local;

import java.io.PrintStream;

/** Told what the stack is doing; called from several threads. */
public interface Progress {

    /** A part has come a step further, such as {@code starting} or {@code ready}. */
    void part(String part, String message);

    /** Downloads have moved on; called several times a second. */
    void download(Transfer transfer);

    /** The downloads are over, with or without success. */
    void downloadsEnded();

    /** Says nothing. */
    static Progress silent() {
        return SilentProgress.INSTANCE;
    }

    /** A bar for downloads where a person watches, else a line now and then. */
    static Progress on(PrintStream out) {
        return System.console() == null ? lines(out) : new BarProgress(out);
    }

    /** Plain lines, for logs and pipes. */
    static Progress lines(PrintStream out) {
        return new LineProgress(out);
    }
}

package io.lakespan.lineage;

/** Where a run of a job stands, in Flink's words. */
public enum RunState {
    CREATED(false),
    RUNNING(false),
    RESTARTING(false),
    SUSPENDED(false),
    FINISHED(true),
    CANCELED(true),
    FAILED(true);

    private final boolean terminal;

    RunState(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean terminal() {
        return terminal;
    }
}

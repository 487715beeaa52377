package io.lakespan.cdc.job;

import io.lakespan.cdc.evolve.OpenCatalogs;
import io.lakespan.cdc.sink.Change;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Hands changes on, and sees to it that a TaskManager is rid of the job's classes when the job has left it. */
final class Unloading extends RichMapFunction<Change, Change> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().registerUserCodeClassLoaderReleaseHookIfAbsent("lakespan-leftovers", Unloading::end);
    }

    private static void end() {
        OpenCatalogs.close();
        Leftovers.end();
    }

    @Override
    public Change map(Change change) {
        return change;
    }
}

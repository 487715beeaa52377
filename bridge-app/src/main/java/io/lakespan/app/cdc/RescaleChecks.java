package io.lakespan.app.cdc;

import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.JobLook.Layout;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.OptionalInt;

/** Everything that could keep a job from going on with another parallelism, asked before it is stopped. */
final class RescaleChecks {
    private final Rescale asked;
    private final PipelineDefinition definition;

    RescaleChecks(Rescale asked, PipelineDefinition definition) {
        this.asked = asked;
        this.definition = definition;
    }

    /** What the request and the definition say by themselves. */
    void requireConsistent() {
        if (asked.parallelism() < 1) {
            throw invalid("--parallelism is " + asked.parallelism() + "; give 1 or more");
        }
        String name = definition.pipeline().name();
        if (!name.equals(asked.job())) {
            throw invalid(asked.file() + " defines the job " + name + ", not " + asked.job()
                    + "; name the definition of " + asked.job());
        }
        OptionalInt stated = definition.pipeline().parallelism();
        if (stated.isPresent() && stated.getAsInt() != asked.parallelism()) {
            throw invalid(asked.file() + " states pipeline.parallelism: " + stated.getAsInt()
                    + ", which wins; set it to " + asked.parallelism() + " there, or take it out");
        }
        definition.source().serverId().ifPresent(this::requireServerIds);
    }

    /** Each reader has a server id of its own. */
    private void requireServerIds(String range) {
        String[] ends = range.split("-");
        long ids = Long.parseLong(ends[ends.length - 1].strip()) - Long.parseLong(ends[0].strip()) + 1;
        if (ids < asked.parallelism()) {
            throw invalid(asked.file() + " states source.server-id: " + range + ", which is too few for "
                    + asked.parallelism() + " readers; give a range of " + asked.parallelism() + " ids");
        }
    }

    /** What the running job and its cluster allow. */
    void requireRoom(Layout layout, FlinkCluster flink) {
        if (asked.parallelism() > layout.maxParallelism()) {
            throw invalid("the state of " + asked.job() + " can be spread over at most " + layout.maxParallelism()
                    + "; give --parallelism " + layout.maxParallelism() + " or less");
        }
        int needed = layout.slotGroups() * asked.parallelism();
        int free = flink.capacity().freeSlots();
        if (asked.slots() == Rescale.Slots.COUNTED && needed > free + layout.slots()) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    "too few slots for " + asked.job() + ": it needs " + needed + ", holds " + layout.slots() + ", and "
                            + free + " are free on " + flink.url() + "; nothing was stopped. Add TaskManagers, or say"
                            + " --slots-on-demand where the cluster adds them itself");
        }
    }

    private static BridgeException invalid(String message) {
        return new BridgeException(ErrorCode.INVALID_INPUT, message);
    }
}

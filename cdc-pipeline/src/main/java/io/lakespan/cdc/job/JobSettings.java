package io.lakespan.cdc.job;

import io.lakespan.cdc.definition.PipelineOptions;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** How the job checkpoints and recovers; it goes with the job, so that any cluster does the same. */
final class JobSettings {
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration FIRST_RESTART = Duration.ofSeconds(1);
    private static final Duration LAST_RESTART = Duration.ofSeconds(30);

    private JobSettings() {}

    static Configuration of(PipelineOptions pipeline) {
        Configuration settings = new Configuration();
        settings.set(org.apache.flink.configuration.PipelineOptions.NAME, pipeline.name());
        // Rows go from operator to operator as they are: none of them keeps or alters one.
        settings.set(org.apache.flink.configuration.PipelineOptions.OBJECT_REUSE, true);
        // Statements and rows stay in the order in which one task read them.
        settings.set(org.apache.flink.configuration.PipelineOptions.OPERATOR_CHAINING, true);
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, pipeline.checkpointInterval());
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
        // A commit is of one checkpoint: what an unaligned one keeps in flight would fall between two.
        settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_RESTART);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LAST_RESTART);
        return settings;
    }
}

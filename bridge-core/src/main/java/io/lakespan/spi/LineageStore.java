package io.lakespan.spi;

import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageGraph;

/** Where runs of jobs and the datasets they read and wrote are kept. */
public interface LineageStore extends AutoCloseable {

    /**
     * Records a run. Recording the same run again updates it and never adds a second one; an observation older than
     * what is kept changes nothing. Datasets the store does not know yet are entered with their names alone, to be
     * filled by whoever knows more.
     */
    void record(JobRun run);

    /**
     * Everything within so many hops up and down the stream of a dataset, the dataset itself included.
     *
     * @param depth hops in each direction, at least 1; a process counts as one
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when the store does not know the dataset
     */
    LineageGraph around(Dataset dataset, int depth);

    @Override
    void close();
}

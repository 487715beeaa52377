package io.lakespan.local.glue;

import org.jdbi.v3.core.Handle;

/** One transaction's view of the catalog. */
record Session(Handle handle) {

    DatabaseRows databases() {
        return new DatabaseRows(handle);
    }

    TableRows tables() {
        return new TableRows(handle);
    }

    VersionRows versions() {
        return new VersionRows(handle);
    }

    PartitionRows partitions() {
        return new PartitionRows(handle);
    }

    IndexRows indexes() {
        return new IndexRows(handle);
    }

    StatisticsRows tableStatistics() {
        return new StatisticsRows(handle, "table_statistics");
    }

    StatisticsRows partitionStatistics() {
        return new StatisticsRows(handle, "partition_statistics");
    }

    FunctionRows functions() {
        return new FunctionRows(handle);
    }

    TagRows tags() {
        return new TagRows(handle);
    }
}

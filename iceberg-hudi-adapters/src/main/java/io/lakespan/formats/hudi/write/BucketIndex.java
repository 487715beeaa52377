package io.lakespan.formats.hudi.write;

import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.data.HoodieData;
import org.apache.hudi.common.engine.HoodieEngineContext;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.index.HoodieIndex;
import org.apache.hudi.table.HoodieTable;

/** Nothing to look up and nothing to keep: {@link BucketedWrite} finds a row's file group from its key alone. */
public final class BucketIndex extends HoodieIndex<Object, Object> {
    private static final long serialVersionUID = 1L;

    /** Made by Hudi, by name. */
    public BucketIndex(HoodieWriteConfig config) {
        super(config);
    }

    @Override
    public <R> HoodieData<HoodieRecord<R>> tagLocation(
            HoodieData<HoodieRecord<R>> records, HoodieEngineContext context, HoodieTable table) {
        return records;
    }

    @Override
    public HoodieData<WriteStatus> updateLocation(
            HoodieData<WriteStatus> statuses, HoodieEngineContext context, HoodieTable table) {
        return statuses;
    }

    @Override
    public boolean rollbackCommit(String instant) {
        return true;
    }

    @Override
    public boolean isGlobal() {
        return false;
    }

    @Override
    public boolean canIndexLogFiles() {
        return true;
    }

    @Override
    public boolean isImplicitWithStorage() {
        return true;
    }
}

package io.lakespan.formats.hudi.write;

import java.util.List;
import org.apache.hudi.client.HoodieJavaWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.engine.HoodieEngineContext;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieTableType;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.table.HoodieJavaCopyOnWriteTable;
import org.apache.hudi.table.HoodieJavaMergeOnReadTable;
import org.apache.hudi.table.HoodieTable;
import org.apache.hudi.table.action.HoodieWriteMetadata;

/** Hudi's Java client, with tables that are written by {@link BucketedWrite}. */
final class BucketedClient<T> extends HoodieJavaWriteClient<T> {
    private static final long serialVersionUID = 1L;

    BucketedClient(HoodieEngineContext context, HoodieWriteConfig config) {
        super(context, config);
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected HoodieTable createTable(HoodieWriteConfig config) {
        return createTable(config, createMetaClient(true));
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected HoodieTable createTable(HoodieWriteConfig config, HoodieTableMetaClient meta) {
        return createTableAndValidate(config, meta, BucketedClient::bucketed);
    }

    @SuppressWarnings("rawtypes")
    private static HoodieTable bucketed(
            HoodieWriteConfig config, HoodieEngineContext context, HoodieTableMetaClient meta) {
        return meta.getTableType() == HoodieTableType.COPY_ON_WRITE
                ? new CopyOnWrite<>(config, context, meta)
                : new MergeOnRead<>(config, context, meta);
    }

    private static final class CopyOnWrite<T> extends HoodieJavaCopyOnWriteTable<T> {
        private static final long serialVersionUID = 1L;

        CopyOnWrite(HoodieWriteConfig config, HoodieEngineContext context, HoodieTableMetaClient meta) {
            super(config, context, meta);
        }

        @Override
        public HoodieWriteMetadata<List<WriteStatus>> upsertPrepped(
                HoodieEngineContext context, String instant, List<HoodieRecord<T>> records) {
            return new BucketedWrite<>(context, config, this, instant, records).execute();
        }
    }

    private static final class MergeOnRead<T> extends HoodieJavaMergeOnReadTable<T> {
        private static final long serialVersionUID = 1L;

        MergeOnRead(HoodieWriteConfig config, HoodieEngineContext context, HoodieTableMetaClient meta) {
            super(config, context, meta);
        }

        @Override
        public HoodieWriteMetadata<List<WriteStatus>> upsertPrepped(
                HoodieEngineContext context, String instant, List<HoodieRecord<T>> records) {
            return new BucketedWrite<>(context, config, this, instant, records).execute();
        }
    }
}

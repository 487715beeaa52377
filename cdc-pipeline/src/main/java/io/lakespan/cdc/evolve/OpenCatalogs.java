package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.sink.LakeCatalog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.flink.CatalogLoader;

/** Catalogs of those who are not told when they end; they end with the job's classes. */
public final class OpenCatalogs {
    private static final Queue<LakeCatalog> OPEN = new ConcurrentLinkedQueue<>();

    private OpenCatalogs() {}

    static LakeCatalog open(CatalogLoader loader, SinkOptions options) {
        LakeCatalog catalog = LakeCatalog.open(loader, options);
        OPEN.add(catalog);
        return catalog;
    }

    /** To be called when no code of this job runs in the process any more. */
    public static void close() {
        for (LakeCatalog catalog = OPEN.poll(); catalog != null; catalog = OPEN.poll()) {
            catalog.close();
        }
    }
}

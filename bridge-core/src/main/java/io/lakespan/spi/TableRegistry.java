package io.lakespan.spi;

import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.Version;

/**
 * Entries of tables whose format keeps their schema itself, written by the engine that writes the tables. The sync is no
 * such engine: {@link MetadataCatalog#put(Table, Expected)} leaves what the format owns alone.
 */
public interface TableRegistry {

    /**
     * Creates or replaces an entry whole: columns, partition keys, location, storage and parameters of the format too.
     * Methods throw as those of {@link MetadataCatalog} do.
     *
     * @return the version after the write
     * @throws io.lakespan.error.BridgeException as {@link MetadataCatalog#put(Table, Expected)}
     */
    Version register(Table table, Expected expected);
}

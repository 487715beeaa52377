package io.lakespan.spi;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;

/** Reads what a table format itself says about a table, past any catalog. */
public interface FormatAdapter extends AutoCloseable {

    TableFormat format();

    /**
     * The registered table with uuid, schema, partitioning, location, comment and column comments as its own metadata
     * has them now; name, owner and parameters stay as registered.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when the metadata file is gone, {@code CORRUPT} when
     *     it cannot be read as metadata, {@code UNAVAILABLE} when the storage does not answer
     */
    Table read(Table registered);

    @Override
    void close();
}

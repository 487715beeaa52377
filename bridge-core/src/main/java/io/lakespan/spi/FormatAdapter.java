package io.lakespan.spi;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;

/** Reads, and where the format has a place for it writes, what a table itself says about itself, past any catalog. */
public interface FormatAdapter extends AutoCloseable {

    TableFormat format();

    /**
     * The registered table with uuid, schema, partitioning, location, description and column descriptions as its own
     * metadata has them now, and, where the format {@linkplain #keepsAnnotations keeps} them, with its own owner and
     * annotations; name, storage and parameters stay as registered.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when the metadata file is gone, {@code CORRUPT} when
     *     it cannot be read as metadata, {@code UNAVAILABLE} when the storage does not answer
     */
    Table read(Table registered);

    /** Whether the table's own metadata has a place for description, owner and annotations. */
    default boolean keepsAnnotations() {
        return false;
    }

    /**
     * Makes description, column descriptions, owner and annotations in the table's own metadata what the target says, in
     * one commit of the format; nothing else is touched, and nothing is committed when they are so already. A data commit
     * of somebody else in between is no obstacle.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when the table is gone, {@code CONFLICT} when others
     *     commit too fast, {@code OUTCOME_UNKNOWN} when the commit may have happened, {@code UNSUPPORTED} where the
     *     format does not keep annotations
     */
    default void annotate(Table target) {
        throw new BridgeException(ErrorCode.UNSUPPORTED, format() + " has no place for annotations");
    }

    @Override
    void close();
}

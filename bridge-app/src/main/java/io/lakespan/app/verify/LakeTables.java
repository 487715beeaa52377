package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeRows;
import io.lakespan.model.TableRef;

/** Where the lake's tables are opened, by several threads at a time. */
@FunctionalInterface
public interface LakeTables {

    /** @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when the lake has no such table */
    LakeRows open(TableRef ref);
}

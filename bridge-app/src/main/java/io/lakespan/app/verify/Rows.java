package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.util.List;
import java.util.function.Consumer;

/** One side's rows, reduced to the compared columns in their order; read as often as needed, the same each time. */
@FunctionalInterface
interface Rows {
    void forEach(Consumer<List<LakeValue>> consumer);
}

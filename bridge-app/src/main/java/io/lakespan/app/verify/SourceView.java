package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.util.List;
import java.util.Optional;

/** What a pipeline makes of a table's rows before it writes them: other columns, another key, fewer rows. One thread at a time. */
public interface SourceView {

    /**
     * A column that the lake gets.
     *
     * @param source the column of the source whose values it has; empty for one that is computed
     */
    record ViewedColumn(String name, Optional<String> source) {}

    /** The columns of the source that {@link #show} wants the values of. */
    List<String> reads();

    List<ViewedColumn> columns();

    /** The names of those columns that tell rows apart. */
    List<String> key();

    /** The row in the order of the columns; empty for one that the lake does not get. */
    Optional<List<LakeValue>> show(List<LakeValue> values);
}

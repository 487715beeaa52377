package io.lakespan.formats.rows;

import io.lakespan.model.Column;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows a table of the lake had when it was opened. Reading again gives the same rows, whatever was committed since;
 * rows are streamed, and one thread reads at a time.
 */
public interface LakeRows extends AutoCloseable {

    /** The columns in the order of a row's values. */
    List<Column> columns();

    /** Hands over every row; in no particular order of rows. */
    void forEach(Consumer<List<LakeValue>> consumer);

    @Override
    void close();
}

package io.lakespan.formats.hudi;

import java.util.List;
import java.util.Optional;

/** The small files that a table keeps its state in; failures come as the storage's own client throws them. */
interface TableFiles extends AutoCloseable {
    /** The file's content; empty when there is no such file. */
    Optional<byte[]> find(String location);

    /** The names of the files right in this folder, in no order; none when there is no such folder. */
    List<String> names(String folder);

    @Override
    void close();
}

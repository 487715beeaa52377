package io.lakespan.spi;

import io.lakespan.model.Partition;
import io.lakespan.model.TableRef;
import java.util.List;
import java.util.stream.Stream;

/**
 * The partitions of the Hive tables of a catalog. Listings are complete or they fail; methods throw as those of
 * {@link MetadataCatalog} do.
 */
public interface PartitionCatalog {

    /**
     * All partitions of a table, in no particular order, fetched page by page while the stream is read. The caller closes
     * the stream.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} (also from the terminal operation) when the table does
     *     not exist
     */
    Stream<Partition> partitions(TableRef ref);

    /** Adds those that are missing and replaces those that are there, in as few calls as the service allows. */
    void put(TableRef ref, List<Partition> partitions);

    /** Removes the entries with these values, never the data; harmless for one that is not there. */
    void dropPartitions(TableRef ref, List<List<String>> values);
}

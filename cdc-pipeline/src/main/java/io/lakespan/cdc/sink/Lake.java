package io.lakespan.cdc.sink;

import io.lakespan.cdc.definition.ExistingRows;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;

/** The lake's tables of one format, as a job makes them ready before it is submitted. */
public interface Lake extends AutoCloseable {

    /**
     * Makes the tables that are missing and checks those that are there; can be repeated. Every table is checked before
     * the first is changed.
     *
     * @throws BridgeException {@code CONFLICT} naming each table that cannot take its source's rows;
     *     {@code ALREADY_EXISTS} when tables hold rows and the policy refuses them
     */
    void prepare(List<RoutedTable> tables, ExistingRows policy);

    /**
     * Checks, for a job that goes on where it was, that the lake can tell its rows apart; columns may differ.
     *
     * @throws BridgeException {@code CONFLICT} naming each table that cannot take its source's rows
     */
    void check(List<RoutedTable> tables);

    /** Those of the tables that the lake does not have. */
    List<RoutedTable> missing(List<RoutedTable> tables);

    /** The tables of the source, {@code database.table}, whose rows an update may move between partitions. */
    List<String> moving(List<RoutedTable> tables);

    @Override
    void close();

    /** Says that tables hold rows which nobody said what to do with. */
    static BridgeException holdsRows(List<String> tables) {
        return new BridgeException(
                ErrorCode.ALREADY_EXISTS,
                "the lake holds rows already in " + String.join(", ", tables)
                        + "; start from the pipeline's savepoint, or say existing-rows: replace or keep in sink");
    }
}

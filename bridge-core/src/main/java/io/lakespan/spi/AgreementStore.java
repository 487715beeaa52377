package io.lakespan.spi;

import io.lakespan.model.TableRef;
import io.lakespan.sync.Agreement;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Remembers, for each table of one pair of catalogs, what both sides last agreed on. Durable when a call returns. */
public interface AgreementStore extends AutoCloseable {

    Optional<Agreement> agreed(TableRef ref);

    /** All agreements of a database, by table. */
    SortedMap<TableRef, Agreement> agreed(String database);

    /** Replaces what was agreed on this table. */
    void agree(Agreement agreement);

    /**
     * Replaces what was agreed on each of these tables; of two on the same table the last counts. After a failure some may
     * have been kept and others not, unless the store says that it keeps all or none.
     */
    default void agreeAll(List<Agreement> agreements) {
        agreements.forEach(this::agree);
    }

    /** Forgets a table; harmless when nothing was agreed. */
    void forget(TableRef ref);

    @Override
    void close();
}

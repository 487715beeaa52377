package io.lakespan.testkit;

import io.lakespan.model.TableRef;
import io.lakespan.spi.AgreementStore;
import io.lakespan.sync.Agreement;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Agreements in a map. */
public final class InMemoryAgreementStore implements AgreementStore {
    private final SortedMap<TableRef, Agreement> agreements = new TreeMap<>();

    @Override
    public synchronized Optional<Agreement> agreed(TableRef ref) {
        return Optional.ofNullable(agreements.get(ref));
    }

    @Override
    public synchronized SortedMap<TableRef, Agreement> agreed(String database) {
        String folded = database.toLowerCase(Locale.ROOT);
        SortedMap<TableRef, Agreement> found = new TreeMap<>(agreements);
        found.keySet().removeIf(ref -> !ref.database().equals(folded));
        return found;
    }

    @Override
    public synchronized void agree(Agreement agreement) {
        agreements.put(agreement.base().ref(), agreement);
    }

    @Override
    public synchronized void forget(TableRef ref) {
        agreements.remove(ref);
    }

    @Override
    public void close() {}
}

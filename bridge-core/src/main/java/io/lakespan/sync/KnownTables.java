package io.lakespan.sync;

import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was agreed on the tables of a database, found by identity too: a table may have got another name since. */
final class KnownTables {
    private final Map<TableRef, Agreement> byName;
    private final Map<String, Agreement> byIdentity = new HashMap<>();

    private KnownTables(Map<TableRef, Agreement> byName) {
        this.byName = byName;
    }

    static KnownTables of(Map<TableRef, Agreement> agreed) {
        KnownTables known = new KnownTables(agreed);
        Set<String> ambiguous = new HashSet<>();
        for (Agreement agreement : agreed.values()) {
            agreement.base().uuid().ifPresent(uuid -> {
                if (known.byIdentity.put(uuid, agreement) != null) {
                    ambiguous.add(uuid);
                }
            });
        }
        known.byIdentity.keySet().removeAll(ambiguous);
        return known;
    }

    Optional<Agreement> of(Table table) {
        Optional<Agreement> named = Optional.ofNullable(byName.get(table.ref()))
                .filter(agreement -> SameColumn.sameTable(agreement.base(), table));
        return named.or(() -> table.uuid().map(byIdentity::get));
    }
}

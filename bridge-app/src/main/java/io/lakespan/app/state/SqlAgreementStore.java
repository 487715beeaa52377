package io.lakespan.app.state;

import io.lakespan.model.TableRef;
import io.lakespan.spi.AgreementStore;
import io.lakespan.sync.Agreement;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Agreements as JSON documents, a row a table. */
final class SqlAgreementStore implements AgreementStore {
    private final Jdbi jdbi;
    private final String pair;

    SqlAgreementStore(Jdbi jdbi, String pair) {
        this.jdbi = jdbi;
        this.pair = pair;
    }

    @Override
    public Optional<Agreement> agreed(TableRef ref) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT document FROM agreement WHERE pair = ? AND database_name = ? AND table_name = ?")
                .bind(0, pair)
                .bind(1, ref.database())
                .bind(2, ref.name())
                .mapTo(String.class)
                .findOne()
                .map(SqlAgreementStore::parse));
    }

    @Override
    public SortedMap<TableRef, Agreement> agreed(String database) {
        SortedMap<TableRef, Agreement> agreed = new TreeMap<>();
        jdbi.useHandle(
                handle -> handle.createQuery("SELECT document FROM agreement WHERE pair = ? AND database_name = ?")
                        .bind(0, pair)
                        .bind(1, database.toLowerCase(Locale.ROOT))
                        .mapTo(String.class)
                        .map(SqlAgreementStore::parse)
                        .forEach(agreement -> agreed.put(agreement.base().ref(), agreement)));
        return agreed;
    }

    @Override
    public void agree(Agreement agreement) {
        TableRef ref = agreement.base().ref();
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO agreement (pair, database_name, table_name, document)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (pair, database_name, table_name)"
                        + " DO UPDATE SET document = excluded.document")
                .bind(0, pair)
                .bind(1, ref.database())
                .bind(2, ref.name())
                .bind(3, StateJson.write(agreement))
                .execute());
    }

    @Override
    public void forget(TableRef ref) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM agreement WHERE pair = ? AND database_name = ? AND table_name = ?")
                .bind(0, pair)
                .bind(1, ref.database())
                .bind(2, ref.name())
                .execute());
    }

    @Override
    public void close() {}

    private static Agreement parse(String document) {
        return StateJson.read(document, Agreement.class);
    }
}

package io.lakespan.app.state;

import io.lakespan.model.TableRef;
import io.lakespan.spi.AgreementStore;
import io.lakespan.sync.Agreement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Agreements as JSON documents, a row a table. Many at once are kept all or not at all. */
final class SqlAgreementStore implements AgreementStore {
    private static final int FORM = 2;
    private static final int STATEMENTS_A_BATCH = 1000;

    private final StateConnections connections;
    private final String pair;

    SqlAgreementStore(StateConnections connections, String pair) {
        this.connections = connections;
        this.pair = pair;
    }

    @Override
    public Optional<Agreement> agreed(TableRef ref) {
        return connections.with(handle -> handle.createQuery(
                        "SELECT document, form FROM agreement WHERE pair = ? AND database_name = ? AND table_name = ?")
                .bind(0, pair)
                .bind(1, ref.database())
                .bind(2, ref.name())
                .map((row, context) -> agreement(row))
                .findOne());
    }

    @Override
    public SortedMap<TableRef, Agreement> agreed(String database) {
        SortedMap<TableRef, Agreement> agreed = new TreeMap<>();
        List<Agreement> found = connections.with(handle -> handle.createQuery(
                        "SELECT document, form FROM agreement WHERE pair = ? AND database_name = ?")
                .bind(0, pair)
                .bind(1, database.toLowerCase(Locale.ROOT))
                .map((row, context) -> agreement(row))
                .list());
        found.forEach(agreement -> agreed.put(agreement.base().ref(), agreement));
        return agreed;
    }

    @Override
    public void agree(Agreement agreement) {
        agreeAll(List.of(agreement));
    }

    @Override
    public void agreeAll(List<Agreement> agreements) {
        if (agreements.isEmpty()) {
            return;
        }
        connections.transaction(handle -> {
            PreparedBatch batch =
                    handle.prepareBatch("INSERT INTO agreement (pair, database_name, table_name, document, form)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (pair, database_name, table_name)"
                            + " DO UPDATE SET document = excluded.document, form = excluded.form");
            for (Agreement agreement : agreements) {
                TableRef ref = agreement.base().ref();
                batch.add(pair, ref.database(), ref.name(), StateJson.write(agreement), FORM);
                if (batch.size() == STATEMENTS_A_BATCH) {
                    batch.execute();
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        });
    }

    @Override
    public void forget(TableRef ref) {
        connections.with(handle -> handle.execute(
                "DELETE FROM agreement WHERE pair = ? AND database_name = ? AND table_name = ?",
                pair,
                ref.database(),
                ref.name()));
    }

    @Override
    public void close() {}

    private static Agreement agreement(ResultSet row) throws SQLException {
        Agreement agreement = StateJson.read(row.getString("document"), Agreement.class);
        // Whoever agreed on the first form saw no annotations: what both sides have now is read and merged.
        return row.getInt("form") == FORM ? agreement : agreement.outdated();
    }
}

package io.lakespan.app.state;

import io.lakespan.spi.AgreementStore;
import io.lakespan.testkit.AgreementStoreContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class PostgresAgreementStoreIT extends AgreementStoreContract {
    private final StateDatabase database = StateDatabase.connect(Postgres.url(), Postgres.USER, Postgres.PASSWORD);

    @Override
    protected AgreementStore open() {
        return database.agreements("pair-" + UUID.randomUUID());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }
}

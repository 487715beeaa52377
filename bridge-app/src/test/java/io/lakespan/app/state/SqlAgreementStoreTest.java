package io.lakespan.app.state;

import io.lakespan.spi.AgreementStore;
import io.lakespan.testkit.AgreementStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlAgreementStoreTest extends AgreementStoreContract {
    @TempDir
    Path folder;

    private final List<StateDatabase> opened = new ArrayList<>();

    @Override
    protected AgreementStore open() {
        StateDatabase database = StateDatabase.open(folder.resolve("state.db"));
        opened.add(database);
        return database.agreements("left-right");
    }

    @AfterEach
    void closeDatabase() {
        opened.forEach(StateDatabase::close);
    }
}

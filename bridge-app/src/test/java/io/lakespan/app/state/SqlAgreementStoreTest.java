package io.lakespan.app.state;

import io.lakespan.spi.AgreementStore;
import io.lakespan.testkit.AgreementStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlAgreementStoreTest extends AgreementStoreContract {
    @TempDir
    Path folder;

    @Override
    protected AgreementStore open() {
        return StateDatabase.open(folder.resolve("state.db")).agreements("left-right");
    }
}

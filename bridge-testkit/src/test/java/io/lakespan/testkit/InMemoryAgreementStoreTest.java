package io.lakespan.testkit;

import io.lakespan.spi.AgreementStore;

class InMemoryAgreementStoreTest extends AgreementStoreContract {
    @Override
    protected AgreementStore open() {
        return new InMemoryAgreementStore();
    }
}

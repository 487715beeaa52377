package io.lakespan.testkit;

import io.lakespan.spi.LineageStore;

class InMemoryLineageStoreTest extends LineageStoreContract {
    @Override
    protected LineageStore open() {
        return new InMemoryLineageStore();
    }
}

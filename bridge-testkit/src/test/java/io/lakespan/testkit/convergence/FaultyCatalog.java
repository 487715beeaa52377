package io.lakespan.testkit.convergence;

import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.MetadataCatalog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A catalog behind a bad network. */
record FaultyCatalog(MetadataCatalog catalog, Faults faults) implements MetadataCatalog {

    @Override
    public String name() {
        return catalog.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return catalog.capabilities();
    }

    @Override
    public List<Versioned<Database>> databases() {
        return faults.read(catalog::databases);
    }

    /** May break off in the middle. */
    @Override
    public Stream<Versioned<Table>> tables(String database) {
        return faults.read(() -> catalog.tables(database)).map(table -> faults.read(() -> table));
    }

    @Override
    public Optional<Versioned<Database>> findDatabase(String name) {
        return faults.read(() -> catalog.findDatabase(name));
    }

    @Override
    public Optional<Versioned<Table>> find(TableRef ref) {
        return faults.read(() -> catalog.find(ref));
    }

    @Override
    public Version put(Database database, Expected expected) {
        return faults.write(() -> catalog.put(database, expected));
    }

    @Override
    public Version put(Table table, Expected expected) {
        return faults.write(() -> catalog.put(table, expected));
    }

    @Override
    public Version rename(TableRef from, TableRef to, Version expected) {
        return faults.write(() -> catalog.rename(from, to, expected));
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        faults.write(() -> {
            catalog.drop(ref, expected);
            return ref;
        });
    }

    @Override
    public void dropDatabase(String name, Version expected) {
        faults.write(() -> {
            catalog.dropDatabase(name, expected);
            return name;
        });
    }

    @Override
    public void close() {
        catalog.close();
    }
}

package io.lakespan.testkit;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.MetadataCatalog;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A catalog in a map: the port's contract in its plainest form. */
public final class InMemoryMetadataCatalog implements MetadataCatalog {
    private final String name;
    private final Set<Capability> capabilities;
    private final Map<String, Versioned<Database>> databases = new TreeMap<>();
    private final Map<TableRef, Versioned<Table>> tables = new TreeMap<>();
    private long clock;

    public InMemoryMetadataCatalog(String name) {
        this(name, EnumSet.allOf(Capability.class));
    }

    public InMemoryMetadataCatalog(String name, Set<Capability> capabilities) {
        this.name = name;
        this.capabilities = Set.copyOf(capabilities);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public synchronized List<Versioned<Database>> databases() {
        return List.copyOf(databases.values());
    }

    @Override
    public synchronized Stream<Versioned<Table>> tables(String database) {
        requireDatabase(database);
        return tablesOf(database).stream();
    }

    @Override
    public synchronized Optional<Versioned<Database>> findDatabase(String database) {
        return Optional.ofNullable(databases.get(folded(database)));
    }

    @Override
    public synchronized Optional<Versioned<Table>> find(TableRef ref) {
        return Optional.ofNullable(tables.get(ref));
    }

    @Override
    public synchronized Version put(Database database, Expected expected) {
        require(Capability.PUT_DATABASE);
        check(database.name(), Optional.ofNullable(databases.get(database.name())), expected);
        Version version = next();
        databases.put(database.name(), Versioned.of(database, version));
        return version;
    }

    @Override
    public synchronized Version put(Table table, Expected expected) {
        require(Capability.PUT_TABLE);
        requireDatabase(table.ref().database());
        check(table.ref().toString(), Optional.ofNullable(tables.get(table.ref())), expected);
        Version version = next();
        tables.put(table.ref(), Versioned.of(table, version));
        return version;
    }

    @Override
    public synchronized Version rename(TableRef from, TableRef to, Version expected) {
        require(Capability.RENAME_TABLE);
        requireDatabase(to.database());
        check(from.toString(), Optional.ofNullable(tables.get(from)), Expected.at(expected));
        check(to.toString(), Optional.ofNullable(tables.get(to)), Expected.absent());
        Version version = next();
        Table table = tables.remove(from).value().withRef(to);
        tables.put(to, Versioned.of(table, version));
        return version;
    }

    @Override
    public synchronized void drop(TableRef ref, Version expected) {
        require(Capability.DROP_TABLE);
        check(ref.toString(), Optional.ofNullable(tables.get(ref)), Expected.at(expected));
        tables.remove(ref);
    }

    @Override
    public synchronized void dropDatabase(String database, Version expected) {
        require(Capability.DROP_DATABASE);
        String folded = folded(database);
        check(folded, Optional.ofNullable(databases.get(folded)), Expected.at(expected));
        if (!tablesOf(folded).isEmpty()) {
            throw new BridgeException(ErrorCode.CONFLICT, "database " + folded + " still holds tables");
        }
        databases.remove(folded);
    }

    @Override
    public void close() {}

    private List<Versioned<Table>> tablesOf(String database) {
        String folded = folded(database);
        return tables.values().stream()
                .filter(table -> table.value().ref().database().equals(folded))
                .toList();
    }

    private void require(Capability capability) {
        if (!capabilities.contains(capability)) {
            throw new BridgeException(ErrorCode.UNSUPPORTED, name + " cannot do " + capability);
        }
    }

    private void requireDatabase(String database) {
        if (!databases.containsKey(folded(database))) {
            throw new BridgeException(ErrorCode.NOT_FOUND, "no database " + folded(database) + " in " + name);
        }
    }

    private static <T> void check(String what, Optional<Versioned<T>> current, Expected expected) {
        expected.match(
                () -> {
                    current.ifPresent(there -> refuse(ErrorCode.ALREADY_EXISTS, what + " exists already"));
                    return what;
                },
                version -> {
                    Version now = current.orElseThrow(
                                    () -> new BridgeException(ErrorCode.NOT_FOUND, what + " does not exist"))
                            .version();
                    if (!now.equals(version)) {
                        refuse(ErrorCode.CONFLICT, what + " changed since it was read");
                    }
                    return what;
                });
    }

    private static void refuse(ErrorCode code, String message) {
        throw new BridgeException(code, message);
    }

    private Version next() {
        clock++;
        return Version.of(Long.toString(clock));
    }

    private static String folded(String database) {
        return database.toLowerCase(Locale.ROOT);
    }
}

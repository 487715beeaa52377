package io.lakespan.spi;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.ListedTable;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A catalog of databases and tables: Glue, a Hive Metastore, Atlas.
 *
 * <p>Listings are complete or they fail: an implementation that could not read a page throws, it never returns less.
 * Every write states what it expects and is atomic: it happens wholly or not at all. Repeating a write that succeeded
 * fails with {@code CONFLICT} or {@code ALREADY_EXISTS} and changes nothing. All methods may be called from several
 * threads.
 *
 * <p>Every method throws {@link io.lakespan.error.BridgeException}: {@code UNAVAILABLE} or {@code THROTTLED} when the
 * service did not answer and nothing was changed, {@code OUTCOME_UNKNOWN} when a write may have happened,
 * {@code UNAUTHENTICATED}, {@code PERMISSION_DENIED}, and {@code UNSUPPORTED} where the capability is missing.
 */
public interface MetadataCatalog extends AutoCloseable {

    /** A short name for messages and plans, such as {@code glue}. */
    String name();

    Set<Capability> capabilities();

    /** All databases, sorted by name. */
    List<Versioned<Database>> databases();

    /**
     * All tables of a database, in no particular order, fetched page by page while the stream is read. The caller
     * closes the stream. A failed page throws from the stream's terminal operation.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} (also from the terminal operation) when the database
     *     does not exist
     */
    Stream<Versioned<Table>> tables(String database);

    /**
     * The same listing for somebody who knows the tables at these versions: a table that is still at its known version
     * may come without its content, which saves the catalog from reading it.
     */
    default Stream<ListedTable> tables(String database, Map<TableRef, Version> known) {
        return tables(database).map(ListedTable::of);
    }

    /** The database, or empty when the catalog says for certain that there is none. */
    Optional<Versioned<Database>> findDatabase(String name);

    /** The table, or empty when the catalog says for certain that there is none. */
    Optional<Versioned<Table>> find(TableRef ref);

    /**
     * Creates or updates a database; fields the model does not know are kept.
     *
     * @return the version after the write
     * @throws io.lakespan.error.BridgeException {@code ALREADY_EXISTS} when expected absent and it exists,
     *     {@code CONFLICT} when it changed since the expected version, {@code NOT_FOUND} when it is gone
     */
    Version put(Database database, Expected expected);

    /**
     * Creates or updates a table; fields the model does not know and keys the table format owns (such as
     * {@code metadata_location}) are kept.
     *
     * @return the version after the write
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when its database or, for an update, the table does
     *     not exist; {@code ALREADY_EXISTS} when expected absent and it exists; {@code CONFLICT} when it changed since
     *     the expected version
     */
    Version put(Table table, Expected expected);

    /**
     * Creates several tables of one database that do not exist yet, in as few calls as the catalog allows; each is
     * created wholly or refused, whatever happens to the others.
     *
     * @return one for each table, in the same order
     */
    default List<Creation> create(List<Table> tables) {
        return tables.stream().map(this::create).toList();
    }

    private Creation create(Table table) {
        try {
            return new Creation.Done(table.ref(), put(table, Expected.absent()));
        } catch (BridgeException e) {
            return new Creation.Refused(table.ref(), e);
        }
    }

    /**
     * Gives a table another name, in another database perhaps; it stays the same thing with all that hangs on it.
     *
     * @return the version after the write
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when there is none or the new database does not exist,
     *     {@code ALREADY_EXISTS} when the new name is taken, {@code CONFLICT} when it changed since the expected version
     */
    default Version rename(TableRef from, TableRef to, Version expected) {
        throw new BridgeException(ErrorCode.UNSUPPORTED, name() + " cannot rename table " + from);
    }

    /**
     * Drops the entry, never the data.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when there is none, {@code CONFLICT} when it changed
     *     since the expected version
     */
    void drop(TableRef ref, Version expected);

    /**
     * Drops an empty database.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND}; {@code CONFLICT} when it changed since the expected
     *     version or still holds tables
     */
    void dropDatabase(String name, Version expected);

    /** How often each operation of the service was called since this was opened, by its name; for reports. */
    default SortedMap<String, Long> calls() {
        return new TreeMap<>();
    }

    @Override
    void close();
}

package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.FormatAdapter;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;

/**
 * Reads an Iceberg table from the metadata file its catalog entry points to, and keeps what people write about it in the
 * table itself: description and owner as the properties {@code comment} and {@code owner}, column descriptions as field
 * docs, annotations as {@link io.lakespan.model.AnnotationParameters} among the properties.
 *
 * <p>A changed field doc gives the table a new schema id with the same fields and field ids. Readers and writers resolve
 * columns by field id, files keep the schema id they were written with, and Flink's dynamic sink compares the schema of
 * its records with the table's by names and types alone, so a running job neither fails nor evolves the table for it.
 * Safe for use by many threads.
 */
public final class IcebergFormatAdapter implements FormatAdapter {
    /** The parameter of a catalog entry that names the current metadata file. */
    public static final String METADATA_LOCATION = "metadata_location";

    private final FileIO files;
    private final CommittingCatalog catalog;

    private IcebergFormatAdapter(FileIO files, CommittingCatalog catalog) {
        this.files = files;
        this.catalog = catalog;
    }

    /** Opens the adapter; no call is made before the first read. */
    public static IcebergFormatAdapter open(IcebergConfig config) {
        return new IcebergFormatAdapter(IcebergFiles.open(config), new CommittingCatalog(config));
    }

    @Override
    public TableFormat format() {
        return TableFormat.ICEBERG;
    }

    @Override
    public Table read(Table registered) {
        String location = metadataLocation(registered);
        return IcebergCalls.read(
                "the metadata of " + registered.ref() + " at " + location,
                () -> IcebergTables.own(registered, TableMetadataParser.read(files, location)));
    }

    @Override
    public boolean keepsAnnotations() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The commit goes through the catalog that the table is registered in, as that of any Iceberg engine.
     *
     * @throws BridgeException also {@code INVALID_INPUT} for a text that the catalog cannot hold, which would make every
     *     later commit of a job fail, and {@code UNSUPPORTED} for a copy of another catalog's table
     */
    @Override
    public void annotate(Table target) {
        new Annotating(catalog, target).commit();
    }

    private static String metadataLocation(Table registered) {
        String location = registered.parameters().get(METADATA_LOCATION);
        if (location == null || location.isBlank()) {
            throw new BridgeException(
                    ErrorCode.CORRUPT,
                    "cannot read " + registered.ref() + " as an Iceberg table: its catalog entry has no "
                            + METADATA_LOCATION + "; register the table again");
        }
        return location;
    }

    @Override
    public void close() {
        catalog.close();
        files.close();
    }
}

package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.spi.FormatAdapter;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;

/** Reads an Iceberg table's schema, partitioning and comments from the metadata file its catalog entry points to. */
public final class IcebergFormatAdapter implements FormatAdapter {
    /** The parameter of a catalog entry that names the current metadata file. */
    public static final String METADATA_LOCATION = "metadata_location";

    private static final String COMMENT = "comment";

    private final FileIO files;

    private IcebergFormatAdapter(FileIO files) {
        this.files = files;
    }

    /** Opens the adapter; no call is made before the first read. Safe for use by many threads. */
    public static IcebergFormatAdapter open(IcebergConfig config) {
        return new IcebergFormatAdapter(IcebergFiles.open(config));
    }

    @Override
    public TableFormat format() {
        return TableFormat.ICEBERG;
    }

    @Override
    public Table read(Table registered) {
        String location = metadataLocation(registered);
        TableMetadata metadata = IcebergCalls.read(
                "the metadata of " + registered.ref() + " at " + location,
                () -> TableMetadataParser.read(files, location));
        return registered
                .withFormat(TableFormat.ICEBERG)
                .withUuid(Optional.ofNullable(metadata.uuid()))
                .withSchema(IcebergSchemas.of(metadata.schema(), metadata.spec()))
                .withLocation(Optional.of(metadata.location()))
                .withDescription(Optional.ofNullable(metadata.property(COMMENT, null)));
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
        files.close();
    }
}

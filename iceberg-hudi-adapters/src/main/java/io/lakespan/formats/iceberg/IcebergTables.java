package io.lakespan.formats.iceberg;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;

/** An Iceberg table as its metadata shows it. */
final class IcebergTables {
    private IcebergTables() {}

    /** The registered table with everything that the table itself says in place of what the entry says. */
    static Table own(Table registered, TableMetadata metadata) {
        Table bare = registered
                .withFormat(TableFormat.ICEBERG)
                .withUuid(Optional.ofNullable(metadata.uuid()))
                .withSchema(IcebergSchemas.of(metadata.schema(), metadata.spec()))
                .withLocation(Optional.of(metadata.location()));
        return AnnotationProperties.read(bare, metadata.properties());
    }
}

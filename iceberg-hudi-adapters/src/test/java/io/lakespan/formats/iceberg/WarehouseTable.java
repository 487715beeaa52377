package io.lakespan.formats.iceberg;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;

/** A table in any storage, whose catalog is this object: it remembers which metadata file is current. */
final class WarehouseTable extends BaseMetastoreTableOperations {
    private final FileIO files;
    private final String location;

    private Optional<String> current = Optional.empty();

    private WarehouseTable(FileIO files, String location) {
        this.files = files;
        this.location = location;
    }

    static WrittenTable create(IcebergConfig config, String location, Schema schema) {
        WarehouseTable table = new WarehouseTable(IcebergFiles.open(config), location);
        table.commit(
                null,
                TableMetadata.newTableMetadata(
                        schema, PartitionSpec.unpartitioned(), location, Map.of("format-version", "2")));
        return new WrittenTable(new BaseTable(table, location));
    }

    @Override
    protected String tableName() {
        return location;
    }

    @Override
    public FileIO io() {
        return files;
    }

    @Override
    protected void doRefresh() {
        current.ifPresentOrElse(this::refreshFromMetadataLocation, this::disableRefresh);
    }

    @Override
    protected void doCommit(TableMetadata base, TableMetadata metadata) {
        current = Optional.of(writeNewMetadata(metadata, currentVersion() + 1));
    }
}

package io.lakespan.formats.iceberg;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.TypeUtil;

/** A real Iceberg table, written with Iceberg's own writers. */
final class WrittenTable {
    private final org.apache.iceberg.Table table;

    WrittenTable(org.apache.iceberg.Table table) {
        this.table = table;
    }

    static WrittenTable create(String location, Schema schema, PartitionSpec spec) {
        return new WrittenTable(new HadoopTables()
                .create(schema, spec, Map.of("format-version", "2", "comment", "what the shop sold"), location));
    }

    static WrittenTable create(String location, Schema schema) {
        return create(location, schema, PartitionSpec.unpartitioned());
    }

    org.apache.iceberg.Table table() {
        return table;
    }

    String metadataLocation() {
        return ((BaseTable) table).operations().refresh().metadataFileLocation();
    }

    /** As a catalog has it: a name and where the metadata lies. */
    Table registered() {
        return Table.of(TableRef.of("shop", "orders"), TableFormat.ICEBERG, io.lakespan.model.Schema.empty())
                .withParameters(Map.of(IcebergFormatAdapter.METADATA_LOCATION, metadataLocation()));
    }

    Record row(Object... values) {
        Record row = GenericRecord.create(table.schema());
        for (int i = 0; i < values.length; i++) {
            row.set(i, values[i]);
        }
        return row;
    }

    void append(Record... rows) throws IOException {
        DataWriter<Record> writer = new GenericAppenderFactory(table.schema(), table.spec())
                .newDataWriter(newFile(), FileFormat.PARQUET, partition(rows[0]));
        try (writer) {
            writer.write(List.of(rows));
        }
        DataFile file = writer.toDataFile();
        table.newAppend().appendFile(file).commit();
    }

    /** Deletes by equality, as an upsert does: every row that has these values in these columns. */
    void delete(Record like, String... columns) throws IOException {
        int[] ids = Arrays.stream(columns)
                .mapToInt(name -> table.schema().findField(name).fieldId())
                .toArray();
        Schema key = TypeUtil.select(
                table.schema(), Set.copyOf(Arrays.stream(ids).boxed().toList()));
        EqualityDeleteWriter<Record> writer = new GenericAppenderFactory(table.schema(), table.spec(), ids, key, null)
                .newEqDeleteWriter(newFile(), FileFormat.PARQUET, partition(like));
        try (writer) {
            Record keyRow = GenericRecord.create(key);
            key.columns().forEach(field -> keyRow.setField(field.name(), like.getField(field.name())));
            writer.write(keyRow);
        }
        DeleteFile file = writer.toDeleteFile();
        table.newRowDelta().addDeletes(file).commit();
    }

    private StructLike partition(Record row) {
        if (table.spec().isUnpartitioned()) {
            return null;
        }
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
        return key;
    }

    private EncryptedOutputFile newFile() {
        String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
        return EncryptedFiles.encryptedOutput(table.io().newOutputFile(location), EncryptionKeyMetadata.EMPTY);
    }
}

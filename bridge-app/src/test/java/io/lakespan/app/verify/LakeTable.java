package io.lakespan.app.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.io.DataWriter;

/** A real Iceberg table, written with Iceberg's own writers; its first column is its key. */
final class LakeTable {
    private final Table table;

    private LakeTable(Table table) {
        this.table = table;
    }

    static LakeTable create(Path folder, Schema schema) {
        return new LakeTable(new HadoopTables()
                .create(
                        schema,
                        org.apache.iceberg.PartitionSpec.unpartitioned(),
                        Map.of("format-version", "2"),
                        folder.toString()));
    }

    String metadataLocation() {
        return ((BaseTable) table).operations().refresh().metadataFileLocation();
    }

    void append(List<Object[]> rows) {
        DataWriter<Record> writer = new GenericAppenderFactory(table.schema(), table.spec())
                .newDataWriter(newFile(), FileFormat.PARQUET, null);
        try (writer) {
            rows.forEach(row -> writer.write(record(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newAppend().appendFile(writer.toDataFile()).commit();
    }

    void append(Object... row) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(row);
        append(rows);
    }

    void delete(Object... keys) {
        Schema key = new Schema(table.schema().columns().get(0));
        int[] ids = {key.columns().get(0).fieldId()};
        EqualityDeleteWriter<Record> writer = new GenericAppenderFactory(table.schema(), table.spec(), ids, key, null)
                .newEqDeleteWriter(newFile(), FileFormat.PARQUET, null);
        try (writer) {
            Arrays.stream(keys).forEach(value -> writer.write(record(key, value)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
    }

    void replace(Object... row) {
        delete(row[0]);
        append(row);
    }

    private Record record(Object... values) {
        return record(table.schema(), values);
    }

    private static Record record(Schema schema, Object... values) {
        Record row = GenericRecord.create(schema);
        for (int i = 0; i < values.length; i++) {
            row.set(i, values[i]);
        }
        return row;
    }

    private EncryptedOutputFile newFile() {
        String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
        return EncryptedFiles.encryptedOutput(table.io().newOutputFile(location), EncryptionKeyMetadata.EMPTY);
    }
}

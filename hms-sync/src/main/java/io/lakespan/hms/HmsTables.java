package io.lakespan.hms;

import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** The metastore's tables as the model's, and back; Thrift's nulls end here. */
final class HmsTables {
    private static final String UUID = "uuid";
    private static final String LAST_DDL_TIME = "transient_lastDdlTime";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    private HmsTables() {}

    static Versioned<io.lakespan.model.Table> fromHms(Table table) {
        SortedMap<String, String> parameters = Parameters.open(table.getParameters());
        Optional<String> description = Texts.present(parameters.remove(Parameters.COMMENT));
        io.lakespan.model.Table model = new io.lakespan.model.Table(
                TableRef.of(table.getDbName(), table.getTableName()),
                HmsFormats.of(table),
                Texts.present(parameters.get(UUID)),
                schema(table),
                storage(table).flatMap(storage -> Texts.present(storage.getLocation())),
                description,
                Texts.present(table.getOwner()),
                parameters);
        return new Versioned<>(model, version(table));
    }

    static Version version(Table table) {
        return Version.of(Fingerprint.of(table));
    }

    /**
     * The version after a write, of which the metastore tells nothing: of what is found then, if that is what was
     * written, or else of what was written, so that nobody takes another's change for seen.
     */
    static Version after(Table written, Table found) {
        boolean own = Fingerprint.of(written, Parameters.OF_SERVER).equals(Fingerprint.of(found, Parameters.OF_SERVER));
        return version(own ? found : written);
    }

    /** As {@link #after}, of a table just created, to which the metastore adds what nobody asked for. */
    static Version afterCreation(io.lakespan.model.Table wanted, Table found) {
        io.lakespan.model.Table made = fromHms(found).value();
        boolean own = made.schema().equals(wanted.schema())
                && made.description().equals(wanted.description())
                && (wanted.owner().isEmpty() || made.owner().equals(wanted.owner()));
        return own ? version(found) : Version.of("before-" + Fingerprint.of(found));
    }

    static Table created(io.lakespan.model.Table wanted) {
        Table table = new Table();
        table.setDbName(wanted.ref().database());
        table.setTableName(wanted.ref().name());
        table.setTableType("EXTERNAL_TABLE");
        table.setSd(parquet());
        table.setParameters(new HashMap<>(Map.of("EXTERNAL", "TRUE")));
        return replaced(table, wanted);
    }

    /** The table as the metastore is to have it; what the model does not know stays as it is. */
    static Table updated(Table current, io.lakespan.model.Table wanted) {
        return HmsFormats.of(current) == TableFormat.HIVE ? replaced(current, wanted) : described(current, wanted);
    }

    /** With texts of the model alone: everything else is its engine's. */
    private static Table described(Table current, io.lakespan.model.Table wanted) {
        Table table = withTexts(current, wanted);
        if (table.getSd() != null) {
            table.getSd().setCols(HmsColumns.described(HmsColumns.data(current), wanted.schema()));
        }
        table.setPartitionKeys(HmsColumns.described(HmsColumns.keys(current), wanted.schema()));
        return table;
    }

    /** With columns, partition keys, location and parameters of the model too. */
    private static Table replaced(Table current, io.lakespan.model.Table wanted) {
        Table table = withTexts(current, wanted);
        List<FieldSchema> known = HmsColumns.all(current);
        List<String> keys = keys(wanted.schema());
        List<FieldSchema> data = new ArrayList<>();
        List<FieldSchema> partitions = new ArrayList<>();
        for (Column column : wanted.schema().columns()) {
            (keys.contains(column.name()) ? partitions : data).add(HmsColumns.toHms(column, known));
        }
        table.getSd().setCols(data);
        table.setPartitionKeys(partitions);
        wanted.location().ifPresent(table.getSd()::setLocation);
        table.getParameters().putAll(Parameters.writable(wanted.parameters()));
        return table;
    }

    private static Table withTexts(Table current, io.lakespan.model.Table wanted) {
        Table table = current.deepCopy();
        Map<String, String> parameters =
                new HashMap<>(Optional.ofNullable(table.getParameters()).orElse(Map.of()));
        // The server sets it when it is missing, and only then.
        parameters.remove(LAST_DDL_TIME);
        parameters.remove(Parameters.COMMENT);
        wanted.description().ifPresent(text -> parameters.put(Parameters.COMMENT, text));
        table.setParameters(parameters);
        table.setOwner(wanted.owner().orElse(null));
        return table;
    }

    private static Schema schema(Table table) {
        List<Column> columns =
                HmsColumns.all(table).stream().map(HmsColumns::fromHms).toList();
        List<PartitionField> partitioning = HmsColumns.keys(table).stream()
                .map(key -> PartitionField.identity(key.getName()))
                .toList();
        return new Schema(columns, partitioning);
    }

    private static List<String> keys(Schema schema) {
        return schema.partitioning().stream().map(PartitionField::column).toList();
    }

    private static Optional<StorageDescriptor> storage(Table table) {
        return Optional.ofNullable(table.getSd());
    }

    private static StorageDescriptor parquet() {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setInputFormat(PARQUET + "MapredParquetInputFormat");
        storage.setOutputFormat(PARQUET + "MapredParquetOutputFormat");
        storage.setSerdeInfo(new SerDeInfo(null, PARQUET + "serde.ParquetHiveSerDe", new HashMap<>()));
        storage.setNumBuckets(-1);
        storage.setBucketCols(List.of());
        storage.setSortCols(List.of());
        storage.setParameters(new HashMap<>());
        return storage;
    }
}

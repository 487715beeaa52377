package io.lakespan.cdc.hudi;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.hudi.HudiSettings;
import io.lakespan.formats.hudi.write.HudiTarget;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Partition;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Versioned;
import io.lakespan.model.hudi.HudiView;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import io.lakespan.spi.TableRegistry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The catalog's entries of Hudi tables, as Hudi's own Hive sync makes them: one for a table of the kind copy on write; for
 * merge on read one that merges while reading, the same under the name with {@code _rt}, and one of what was compacted with
 * {@code _ro}. May be used by several threads for different tables.
 */
final class HudiEntries {
    private static final String HUDI = "org.apache.hudi.hadoop.";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";
    private static final String READ = HUDI + "HoodieParquetInputFormat";
    private static final String MERGE = HUDI + "realtime.HoodieParquetRealtimeInputFormat";
    private static final List<String> META = List.of(
            "_hoodie_commit_time",
            "_hoodie_commit_seqno",
            "_hoodie_record_key",
            "_hoodie_partition_path",
            "_hoodie_file_name");

    private final MetadataCatalog catalog;

    HudiEntries(MetadataCatalog catalog) {
        this.catalog = catalog;
    }

    private record Entry(TableRef ref, String inputFormat, Optional<Boolean> readOptimized) {}

    /** The folder of a table that is registered; none for one that is not. */
    Optional<String> location(TableRef ref) {
        Optional<Table> found = catalog.find(ref).map(Versioned::value);
        found.filter(table -> table.format() != TableFormat.HUDI).ifPresent(table -> {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    "table " + ref + " of the lake is there and is no Hudi table (" + table.format()
                            + "); drop it, or route to another");
        });
        return found.flatMap(Table::location).map(folder -> folder.replaceFirst("/+$", ""));
    }

    /** Makes the entries, or brings their columns up to these; what others wrote into them stays. */
    void register(HudiTarget target, org.apache.avro.Schema columns, Optional<String> description) {
        createDatabase(target.database());
        for (Entry entry : entries(target)) {
            Table table = table(entry, target, columns, description);
            Optional<Versioned<Table>> found = catalog.find(entry.ref());
            if (found.isEmpty()) {
                registry().register(table, Expected.absent());
            } else if (!sameColumns(found.get().value(), table)) {
                Table now = found.get().value();
                registry()
                        .register(
                                now.withSchema(described(table.schema(), now.schema())),
                                Expected.at(found.get().version()));
            }
        }
    }

    /** Adds entries of partitions, by the folders below the table's own. */
    void addPartitions(HudiTarget target, Collection<String> folders) {
        if (target.partitionFields().isEmpty()
                || folders.isEmpty()
                || !(catalog instanceof PartitionCatalog partitions)) {
            return;
        }
        for (Entry entry : entries(target)) {
            Storage storage = storage(entry, target);
            partitions.put(
                    entry.ref(),
                    folders.stream()
                            .map(folder -> new Partition(
                                    values(folder),
                                    Optional.of(target.location() + "/" + folder),
                                    storage,
                                    new TreeMap<>()))
                            .toList());
        }
    }

    /** The values that a folder such as {@code region=eu/day=2026-01-01} stands for. */
    private static List<String> values(String folder) {
        return Stream.of(folder.split("/"))
                .map(part -> part.substring(part.indexOf('=') + 1))
                .map(value -> URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private void createDatabase(String name) {
        if (catalog.findDatabase(name).isEmpty()) {
            try {
                catalog.put(Database.of(name), Expected.absent());
            } catch (BridgeException e) {
                if (e.code() != ErrorCode.ALREADY_EXISTS) {
                    throw e;
                }
            }
        }
    }

    /** Every catalog that a pipeline may name is one. */
    private TableRegistry registry() {
        return (TableRegistry) catalog;
    }

    private static List<Entry> entries(HudiTarget target) {
        TableRef ref = TableRef.of(target.database(), target.name());
        if (target.type() == HudiSettings.Type.COPY_ON_WRITE) {
            return List.of(new Entry(ref, READ, Optional.empty()));
        }
        return List.of(
                new Entry(ref, MERGE, Optional.of(false)),
                new Entry(view(ref, HudiView.Kind.REALTIME), MERGE, Optional.of(false)),
                new Entry(view(ref, HudiView.Kind.READ_OPTIMIZED), READ, Optional.of(true)));
    }

    private static TableRef view(TableRef ref, HudiView.Kind kind) {
        return TableRef.of(ref.database(), ref.name() + kind.suffix());
    }

    private static Table table(
            Entry entry, HudiTarget target, org.apache.avro.Schema columns, Optional<String> description) {
        return Table.of(entry.ref(), TableFormat.HUDI, schema(target, columns))
                .withLocation(Optional.of(target.location()))
                .withDescription(description)
                .withParameters(Map.of("EXTERNAL", "TRUE", "spark.sql.sources.provider", "hudi"))
                .withStorage(storage(entry, target));
    }

    private static Storage storage(Entry entry, HudiTarget target) {
        TreeMap<String, String> serde = new TreeMap<>(Map.of("serialization.format", "1", "path", target.location()));
        entry.readOptimized().ifPresent(value -> serde.put("hoodie.query.as.ro.table", value.toString()));
        return Storage.of(
                        entry.inputFormat(), PARQUET + "MapredParquetOutputFormat", PARQUET + "serde.ParquetHiveSerDe")
                .withSerializationParameters(serde);
    }

    private static Schema schema(HudiTarget target, org.apache.avro.Schema columns) {
        List<Column> all = new ArrayList<>();
        META.forEach(name -> all.add(Column.of(name, "string")));
        columns.getFields().stream()
                .filter(field -> !target.partitionFields().contains(field.name()))
                .forEach(field -> all.add(column(field)));
        target.partitionFields().forEach(name -> all.add(column(columns.getField(name))));
        return new Schema(
                all,
                target.partitionFields().stream().map(PartitionField::identity).toList());
    }

    private static Column column(org.apache.avro.Schema.Field field) {
        String word = HudiSchemas.word(field.schema());
        String type =
                switch (word) {
                    case "long" -> "bigint";
                    case "bytes" -> "binary";
                    case "timestamp_micros" -> "timestamp";
                    default -> word.replaceFirst("^decimal_(\\d+)_(\\d+)$", "decimal($1,$2)");
                };
        return Column.of(field.name(), type).withDescription(Optional.ofNullable(field.doc()));
    }

    private static boolean sameColumns(Table found, Table wanted) {
        return bare(found.schema()).equals(bare(wanted.schema()));
    }

    private static List<String> bare(Schema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    /** What people wrote about columns is in the entry alone. */
    private static Schema described(Schema wanted, Schema found) {
        return wanted.withColumns(wanted.columns().stream()
                .map(column -> found.column(column.name())
                        .map(there -> column.withDescription(there.description().or(column::description))
                                .withAnnotations(there.annotations()))
                        .orElse(column))
                .toList());
    }
}

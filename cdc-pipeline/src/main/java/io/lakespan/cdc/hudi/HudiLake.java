package io.lakespan.cdc.hudi;

import io.lakespan.cdc.definition.ExistingRows;
import io.lakespan.cdc.definition.PartitionKey;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.sink.Lake;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.hudi.HudiRows;
import io.lakespan.formats.hudi.HudiSettings;
import io.lakespan.formats.hudi.write.HudiTableWriter;
import io.lakespan.formats.hudi.write.HudiTarget;
import io.lakespan.formats.storage.S3Access;
import io.lakespan.model.TableRef;
import io.lakespan.spi.MetadataCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;

/** The Hudi tables of a pipeline: where they lie, and how they are made. Safe for several threads on different tables. */
public final class HudiLake implements Lake {
    static final String BUCKETS = "lakespan.buckets";

    private static final String TABLE_VERSION = "hoodie.write.table.version";

    private final SinkOptions sink;
    private final String warehouse;
    private final S3Access files;
    private final Configuration hadoop;
    private final MetadataCatalog catalog;
    private final HudiEntries entries;

    private HudiLake(SinkOptions sink, Map<String, String> properties, MetadataCatalog catalog) {
        this.sink = sink;
        this.warehouse = properties.get(SinkOptions.WAREHOUSE).replaceFirst("/+$", "");
        this.files = S3Access.open(properties);
        this.hadoop = files.configuration();
        this.catalog = catalog;
        this.entries = new HudiEntries(catalog);
    }

    /**
     * Opens the lake; closes the catalog in the end.
     *
     * @param properties of the catalog, with the warehouse and the settings of the S3 client
     */
    public static HudiLake open(SinkOptions sink, Map<String, String> properties, MetadataCatalog catalog) {
        return new HudiLake(sink, properties, catalog);
    }

    HudiEntries entries() {
        return entries;
    }

    /**
     * Makes the tables that are missing, registers them, and checks those that are there; can be repeated.
     *
     * @throws BridgeException {@code INVALID_INPUT} naming columns that Hudi has no names for; {@code CONFLICT} naming each
     *     table that cannot take its source's rows; {@code ALREADY_EXISTS} when tables hold rows and the policy refuses
     *     them
     */
    @Override
    public void prepare(List<RoutedTable> tables, ExistingRows policy) {
        requireNames(tables);
        if (policy != ExistingRows.REPLACE) {
            requireFit(tables);
        }
        List<String> filled = new ArrayList<>();
        for (RoutedTable routed : tables) {
            HudiTarget target = target(routed);
            boolean holdsRows = HudiTableWriter.exists(target.location(), hadoop)
                    && HudiRows.at(target.location(), hadoop).any();
            if (holdsRows && policy == ExistingRows.REFUSE) {
                filled.add(routed.target().toString());
            } else if (holdsRows && policy == ExistingRows.REPLACE) {
                HudiTableWriter.remove(target.location(), hadoop);
            }
        }
        if (!filled.isEmpty()) {
            throw Lake.holdsRows(filled);
        }
        tables.forEach(this::obtain);
    }

    @Override
    public void check(List<RoutedTable> tables) {
        requireNames(tables);
        requireFit(tables);
    }

    private static void requireNames(List<RoutedTable> tables) {
        List<String> unnameable = tables.stream()
                .flatMap(routed -> HudiSchemas.unnameable(routed.source()).stream())
                .toList();
        if (!unnameable.isEmpty()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "Hudi's columns are named by letters, digits and '_', not " + String.join(", ", unnameable)
                            + "; rename them in a transform, or use sink.type: iceberg");
        }
    }

    private void requireFit(List<RoutedTable> tables) {
        List<String> misfits =
                tables.stream().flatMap(routed -> misfit(routed).stream()).toList();
        if (!misfits.isEmpty()) {
            throw new BridgeException(ErrorCode.CONFLICT, String.join("\n", misfits));
        }
    }

    private Optional<String> misfit(RoutedTable routed) {
        HudiTarget target = target(routed);
        if (!HudiTableWriter.exists(target.location(), hadoop)) {
            return Optional.empty();
        }
        Stream<String> reasons =
                Stream.of(keyMisfit(routed, target), bucketMisfit(target)).flatMap(Optional::stream);
        return reasons.findFirst().map(reason -> routed.misfit(reason) + "; drop it, or route to another");
    }

    private static Optional<String> keyMisfit(RoutedTable routed, HudiTarget target) {
        List<String> key = routed.source().orderedLakeKey();
        return target.recordKeys().equals(key)
                ? Optional.empty()
                : Optional.of("its record key is " + target.recordKeys() + ", the source's key is " + key);
    }

    private Optional<String> bucketMisfit(HudiTarget target) {
        HudiRows rows = HudiRows.at(target.location(), hadoop);
        if (!rows.committed()) {
            return Optional.empty();
        }
        try (HudiTableWriter writer = HudiTableWriter.of(target, hadoop)) {
            String wanted = String.valueOf(target.buckets());
            Optional<String> found = writer.note(BUCKETS);
            return found.isEmpty()
                    ? Optional.of("it was not written by a pipeline of this kind")
                    : found.filter(number -> !number.equals(wanted))
                            .map(number ->
                                    "it has " + number + " buckets, not " + wanted + " (" + HudiTarget.BUCKETS + ")");
        }
    }

    @Override
    public List<String> moving(List<RoutedTable> tables) {
        return tables.stream()
                .filter(routed -> {
                    HudiTarget target = target(routed);
                    return !target.recordKeys().containsAll(target.partitionFields());
                })
                .map(routed -> routed.source().label())
                .toList();
    }

    @Override
    public List<RoutedTable> missing(List<RoutedTable> tables) {
        return tables.stream()
                .filter(routed -> !HudiTableWriter.exists(target(routed).location(), hadoop))
                .toList();
    }

    private void obtain(RoutedTable routed) {
        HudiTarget target = target(routed);
        Schema schema = HudiSchemas.of(routed.source());
        try (HudiTableWriter writer = writer(target)) {
            writer.create(schema);
        }
        entries.register(target, schema(target).orElse(schema), routed.description());
    }

    private HudiTarget target(RoutedTable routed) {
        return target(routed.target(), routed.source().orderedLakeKey());
    }

    /** How a table is written: as it is, if it is there, else as the definition says. */
    HudiTarget target(TableRef ref, List<String> key) {
        String location = entries.location(ref).orElseGet(() -> warehouse + "/" + ref.database() + ".db/" + ref.name());
        return HudiTableWriter.settings(location, hadoop)
                .map(there -> there(ref, location, there))
                .orElseGet(() ->
                        new HudiTarget(ref.database(), ref.name(), location, type(), key, partitions(ref), options()));
    }

    private HudiTarget there(TableRef ref, String location, HudiSettings there) {
        SortedMap<String, String> options = options();
        options.put(TABLE_VERSION, String.valueOf(there.version()));
        return new HudiTarget(
                ref.database(),
                ref.name(),
                location,
                there.type(),
                there.recordKeys(),
                there.partitionFields(),
                options);
    }

    private HudiSettings.Type type() {
        return Optional.ofNullable(sink.table().get(SinkOptions.HUDI_TYPE))
                .map(HudiSettings.Type::valueOf)
                .orElse(HudiSettings.Type.COPY_ON_WRITE);
    }

    private List<String> partitions(TableRef ref) {
        return sink.partitions().getOrDefault(ref.toString(), List.of()).stream()
                .map(PartitionKey::column)
                .toList();
    }

    private SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>(sink.table());
        options.remove(SinkOptions.HUDI_TYPE);
        return options;
    }

    HudiTableWriter writer(HudiTarget target) {
        return HudiTableWriter.of(target, hadoop);
    }

    /** The columns of a table that is there. */
    Optional<Schema> schema(HudiTarget target) {
        return HudiTableWriter.exists(target.location(), hadoop)
                ? Optional.of(HudiTableWriter.schema(target.location(), hadoop))
                : Optional.empty();
    }

    @Override
    public void close() {
        catalog.close();
        files.close();
    }
}

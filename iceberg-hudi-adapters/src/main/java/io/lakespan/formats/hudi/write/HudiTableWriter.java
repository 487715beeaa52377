package io.lakespan.formats.hudi.write;

import io.lakespan.formats.hudi.HudiSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieJavaEngineContext;
import org.apache.hudi.common.config.TypedProperties;
import org.apache.hudi.common.model.EmptyHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieRecordPayload;
import org.apache.hudi.common.model.HoodieTableType;
import org.apache.hudi.common.model.OverwriteWithLatestAvroPayload;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.keygen.BaseKeyGenerator;
import org.apache.hudi.keygen.factory.HoodieAvroKeyGeneratorFactory;
import org.apache.hudi.storage.StorageConfiguration;

/**
 * Commits rows to one Hudi table by its keys. The table has the version of Hudi 0.14 and 0.15, which every engine of today
 * reads, unless the options name another. One thread at a time, and one writer a table.
 */
public final class HudiTableWriter implements AutoCloseable {
    private static final String ALL_ENGINES = "6";

    private final HudiTarget target;
    private final StorageConfiguration<Configuration> storage;
    private Optional<Open> open = Optional.empty();

    private HudiTableWriter(HudiTarget target, Configuration hadoop) {
        this.target = target;
        this.storage = HadoopFSUtils.getStorageConf(hadoop);
    }

    /** A client for rows of one schema. */
    private record Open(Schema schema, BucketedClient<HoodieRecordPayload<?>> client, BaseKeyGenerator keys) {}

    /** A writer of that table, which need not be there yet; nothing is read or written before the first call. */
    public static HudiTableWriter of(HudiTarget target, Configuration hadoop) {
        return new HudiTableWriter(target, hadoop);
    }

    /** Makes the table if its folder holds none. */
    public void create(Schema schema) {
        if (exists(target.location(), storage.unwrap())) {
            return;
        }
        try {
            HoodieTableMetaClient.newTableBuilder()
                    .setTableType(HoodieTableType.valueOf(target.type().name()))
                    .setTableName(target.name())
                    .setDatabaseName(target.database())
                    .setTableVersion(Integer.parseInt(tableVersion()))
                    .setRecordKeyFields(String.join(",", target.recordKeys()))
                    .setPartitionFields(partitions())
                    .setKeyGeneratorClassProp(keyGenerator())
                    .setHiveStylePartitioningEnable(true)
                    .setUrlEncodePartitioning(true)
                    .setPayloadClassName(OverwriteWithLatestAvroPayload.class.getName())
                    .setTableCreateSchema(schema.toString())
                    .initTable(storage, target.location());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the folder holds a Hudi table. */
    public static boolean exists(String location, Configuration hadoop) {
        return settings(location, hadoop).isPresent();
    }

    /** What the table in that folder was set up with; empty when there is none. */
    public static Optional<HudiSettings> settings(String location, Configuration hadoop) {
        Path properties = new Path(location, ".hoodie/hoodie.properties");
        try (FSDataInputStream stream = properties.getFileSystem(hadoop).open(properties)) {
            return Optional.of(HudiSettings.parse(stream.readAllBytes()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The columns of the table in that folder, without those that Hudi adds.
     */
    public static Schema schema(String location, Configuration hadoop) {
        HoodieTableMetaClient meta = HoodieTableMetaClient.builder()
                .setConf(HadoopFSUtils.getStorageConf(hadoop))
                .setBasePath(location)
                .build();
        return TableColumns.without(meta).getAvroSchema();
    }

    /** Removes the table's folder with all that is in it. */
    public static void remove(String location, Configuration hadoop) {
        Path folder = new Path(location);
        try {
            folder.getFileSystem(hadoop).delete(folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Commits rows at once: all of them or none. Where a key comes more than once its last row counts.
     *
     * @param schema of the rows; a table with fewer columns has more after that
     * @param notes what is kept with the commit
     * @return the folders of the partitions written to
     */
    public Set<String> write(Schema schema, List<HudiRow> rows, Map<String, String> notes) {
        Open at = open(schema);
        Map<HoodieKey, HoodieRecord<HoodieRecordPayload<?>>> last = new LinkedHashMap<>();
        for (HudiRow row : rows) {
            HoodieKey key = at.keys().getKey(row.values());
            last.put(key, record(key, row));
        }
        String instant = at.client().startCommit();
        List<WriteStatus> written = at.client().upsertPreppedRecords(List.copyOf(last.values()), instant);
        String failures = written.stream()
                .filter(WriteStatus::hasErrors)
                .map(status -> String.valueOf(status.getErrors()))
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty() || !at.client().commit(instant, written, Option.of(notes))) {
            throw new IllegalStateException(
                    "Hudi did not commit " + instant + " to " + target.location() + " " + failures);
        }
        return last.keySet().stream().map(HoodieKey::getPartitionPath).collect(Collectors.toSet());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static HoodieRecord<HoodieRecordPayload<?>> record(HoodieKey key, HudiRow row) {
        HoodieRecordPayload<?> payload = row.gone()
                ? new EmptyHoodieRecordPayload()
                : new OverwriteWithLatestAvroPayload(Option.of(row.values()));
        return new HoodieAvroRecord(key, payload);
    }

    /** What the newest commit that has such a note says; empty in a table without. */
    public Optional<String> note(String name) {
        if (!exists(target.location(), storage.unwrap())) {
            return Optional.empty();
        }
        HoodieTableMetaClient meta = HoodieTableMetaClient.builder()
                .setConf(storage)
                .setBasePath(target.location())
                .build();
        HoodieTimeline commits = meta.getCommitsTimeline().filterCompletedInstants();
        return commits.getReverseOrderedInstants()
                .map(instant -> Optional.ofNullable(note(commits, instant, name)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String note(HoodieTimeline commits, HoodieInstant instant, String name) {
        try {
            return commits.readCommitMetadata(instant).getMetadata(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Open open(Schema schema) {
        if (open.filter(at -> at.schema().equals(schema)).isEmpty()) {
            close();
            HoodieWriteConfig config = config(schema);
            open = Optional.of(
                    new Open(schema, new BucketedClient<>(new HoodieJavaEngineContext(storage), config), keys(config)));
        }
        return open.orElseThrow();
    }

    private static BaseKeyGenerator keys(HoodieWriteConfig config) {
        try {
            return (BaseKeyGenerator) HoodieAvroKeyGeneratorFactory.createKeyGenerator(config.getProps());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HoodieWriteConfig config(Schema schema) {
        Properties properties = new TypedProperties();
        properties.put("hoodie.embed.timeline.server", "false");
        properties.put("hoodie.metadata.enable", "false");
        properties.put("hoodie.write.table.version", tableVersion());
        properties.put("hoodie.write.auto.upgrade", "false");
        properties.put("hoodie.index.class", BucketIndex.class.getName());
        properties.put("hoodie.bucket.index.hash.field", String.join(",", target.recordKeys()));
        properties.put("hoodie.datasource.write.recordkey.field", String.join(",", target.recordKeys()));
        properties.put("hoodie.datasource.write.partitionpath.field", partitions());
        properties.put("hoodie.datasource.write.hive_style_partitioning", "true");
        properties.put("hoodie.datasource.write.partitionpath.urlencode", "true");
        properties.put("hoodie.datasource.write.keygenerator.class", keyGenerator());
        properties.put("hoodie.compact.inline", String.valueOf(target.type() == HudiSettings.Type.MERGE_ON_READ));
        properties.put("hoodie.compact.inline.max.delta.commits", "5");
        properties.putAll(target.options());
        properties.put(HudiTarget.BUCKETS, String.valueOf(target.buckets()));
        return HoodieWriteConfig.newBuilder()
                .withPath(target.location())
                .forTable(target.name())
                .withSchema(schema.toString())
                .withProperties(properties)
                .build();
    }

    private String tableVersion() {
        return target.options().getOrDefault("hoodie.write.table.version", ALL_ENGINES);
    }

    private String partitions() {
        return String.join(",", target.partitionFields());
    }

    private String keyGenerator() {
        String kind = target.partitionFields().isEmpty()
                ? "NonpartitionedAvroKeyGenerator"
                : target.recordKeys().size() + target.partitionFields().size() == 2
                        ? "SimpleAvroKeyGenerator"
                        : "ComplexAvroKeyGenerator";
        return "org.apache.hudi.keygen." + kind;
    }

    @Override
    public void close() {
        open.ifPresent(at -> at.client().close());
        open = Optional.empty();
    }
}

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.client.HoodieJavaWriteClient;
import org.apache.hudi.client.common.HoodieJavaEngineContext;
import org.apache.hudi.common.model.HoodieAvroPayload;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.storage.StorageConfiguration;

/**
 * Commits a row to a Hudi table with Hudi's own Java client, and creates the table where there is none. It is a program
 * of its own, run from its source by the java launcher, because Hudi's libraries and ours do not go together.
 *
 * <p>Arguments: the folder, {@code COPY_ON_WRITE} or {@code MERGE_ON_READ}, and the columns, {@code id} and
 * {@code region} among them.
 */
public final class CommitToHudi {
    private static final StorageConfiguration<Configuration> STORAGE =
            HadoopFSUtils.getStorageConf(new Configuration());

    private CommitToHudi() {}

    public static void main(String[] arguments) throws Exception {
        List<String> columns = Arrays.asList(arguments).subList(2, arguments.length);
        create(arguments[0], arguments[1]);
        commit(arguments[0], columns);
        // Timers and caches of Hudi's keep the process alive.
        System.exit(0);
    }

    private static void create(String folder, String type) throws Exception {
        if (Files.exists(Path.of(folder, ".hoodie"))) {
            return;
        }
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "hoodie.table.name", Path.of(folder).getFileName().toString(),
                "hoodie.table.type", type,
                "hoodie.table.recordkey.fields", "id",
                "hoodie.table.partition.fields", "region",
                "hoodie.datasource.write.hive_style_partitioning", "true",
                "hoodie.table.keygenerator.class", "org.apache.hudi.keygen.SimpleKeyGenerator"));
        HoodieTableMetaClient.newTableBuilder().fromProperties(properties).initTable(STORAGE, folder);
    }

    private static void commit(String folder, List<String> columns) throws Exception {
        Schema schema = schema(columns);
        GenericRecord row = new GenericData.Record(schema);
        columns.forEach(column -> row.put(column, column.equals("region") ? "eu" : "1"));
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client(folder, schema)) {
            String instant = client.startCommit();
            HoodieAvroRecord<HoodieAvroPayload> written = new HoodieAvroRecord<>(
                    new HoodieKey("1", "region=eu"), new HoodieAvroPayload(Option.of(row)));
            if (!client.commit(instant, client.upsert(List.of(written), instant))) {
                throw new IllegalStateException("commit " + instant + " was refused");
            }
        }
    }

    private static HoodieJavaWriteClient<HoodieAvroPayload> client(String folder, Schema schema) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "hoodie.embed.timeline.server", "false",
                "hoodie.metadata.enable", "false",
                "hoodie.index.type", "SIMPLE"));
        HoodieWriteConfig config = HoodieWriteConfig.newBuilder()
                .withPath(folder)
                .forTable(Path.of(folder).getFileName().toString())
                .withSchema(schema.toString())
                .withParallelism(1, 1)
                .withDeleteParallelism(1)
                .withProperties(properties)
                .build();
        return new HoodieJavaWriteClient<>(new HoodieJavaEngineContext(STORAGE), config);
    }

    private static Schema schema(List<String> columns) {
        return new Schema.Parser().parse(columns.stream()
                .map("{\"name\":\"%s\",\"type\":[\"null\",\"string\"],\"default\":null}"::formatted)
                .collect(Collectors.joining(",", "{\"type\":\"record\",\"name\":\"row\",\"fields\":[", "]}")));
    }
}

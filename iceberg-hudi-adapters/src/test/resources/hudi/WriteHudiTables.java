import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.client.HoodieJavaWriteClient;
import org.apache.hudi.client.common.HoodieJavaEngineContext;
import org.apache.hudi.common.model.HoodieAvroPayload;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.storage.StorageConfiguration;

/**
 * Writes Hudi tables below a folder with Hudi's own Java client, 0.15 or 1.x, whichever is on the class path. It is a
 * program of its own, run from its source by the java launcher, because Hudi's libraries and ours do not go together.
 *
 * <p>Arguments: the folder, and the table version to write ({@code 6} or the library's own).
 */
public final class WriteHudiTables {
    private static final StorageConfiguration<Configuration> STORAGE =
            HadoopFSUtils.getStorageConf(new Configuration());

    private final String place;
    private final String version;

    private WriteHudiTables(String place, String version) {
        this.place = place;
        this.version = version;
    }

    public static void main(String[] arguments) throws Exception {
        WriteHudiTables tables = new WriteHudiTables(arguments[0], arguments.length > 1 ? arguments[1] : "");
        tables.plain();
        tables.evolved();
        tables.merged();
        tables.created();
        tables.pending();
        tables.renamed();
        tables.clustered();
        // Timers and caches of Hudi's keep the process alive.
        System.exit(0);
    }

    /** Every type, nothing partitioned, one commit. */
    private void plain() throws Exception {
        Schema schema = new Schema.Parser().parse(String.join("\n", types()));
        create("plain", "COPY_ON_WRITE", Map.of("hoodie.table.recordkey.fields", "id"));
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", 1L);
        row.put("amount", new Conversions.DecimalConversion()
                .toFixed(new BigDecimal("12.50"), schema.getField("amount").schema(), LogicalTypes.decimal(10, 2)));
        row.put("tags", List.of("a"));
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("plain", schema, Map.of())) {
            commit(client, List.of(new HoodieAvroRecord<>(
                    new HoodieKey("1", ""), new HoodieAvroPayload(Option.of(row)))));
        }
    }

    /** A column added and another widened, after so many commits that the first are cleaned and archived. */
    private void evolved() throws Exception {
        create("evolved", "COPY_ON_WRITE", Map.of(
                "hoodie.table.recordkey.fields", "id",
                "hoodie.table.partition.fields", "region",
                "hoodie.table.precombine.field", "ts",
                "hoodie.datasource.write.hive_style_partitioning", "true",
                "hoodie.table.keygenerator.class", "org.apache.hudi.keygen.SimpleKeyGenerator"));
        Map<String, String> tidy = Map.of(
                "hoodie.clean.commits.retained", "1", "hoodie.cleaner.commits.retained", "1",
                "hoodie.keep.min.commits", "2", "hoodie.keep.max.commits", "3",
                "hoodie.archive.automatic", "true", "hoodie.clean.automatic", "true");
        Schema first = orders("int", "");
        for (int i = 0; i < 6; i++) {
            try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("evolved", first, tidy)) {
                commit(client, List.of(order(first, i, "region=eu")));
            }
        }
        Schema second = orders("long", ", {\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null,"
                + "\"doc\":\"by hand\"}");
        for (int i = 0; i < 6; i++) {
            try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("evolved", second, tidy)) {
                commit(client, List.of(order(second, i, "region=us")));
            }
        }
    }

    /** Merge on read: a base file, then log files, then a compaction; partitions without the column's name. */
    private void merged() throws Exception {
        create("merged", "MERGE_ON_READ", Map.of(
                "hoodie.table.recordkey.fields", "id,region",
                "hoodie.table.partition.fields", "region,ts",
                "hoodie.table.precombine.field", "ts",
                "hoodie.table.keygenerator.class", "org.apache.hudi.keygen.ComplexKeyGenerator"));
        Map<String, String> compacting = Map.of(
                "hoodie.compact.inline", "true", "hoodie.compact.inline.max.delta.commits", "2");
        Schema schema = orders("int", "");
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("merged", schema, compacting)) {
            for (int i = 0; i < 3; i++) {
                commit(client, List.of(order(schema, 1, "eu/1"), order(schema, 2, "us/2")));
            }
        }
    }

    /** Nothing committed: one table that was created with a schema, one without. */
    private void created() throws Exception {
        create("created", "COPY_ON_WRITE", Map.of(
                "hoodie.table.recordkey.fields", "id",
                "hoodie.table.create.schema", orders("int", "").toString()));
        create("bare", "COPY_ON_WRITE", Map.of("hoodie.table.recordkey.fields", "id"));
    }

    /** A commit that was begun with a new column and never finished. */
    private void pending() throws Exception {
        create("pending", "COPY_ON_WRITE", Map.of("hoodie.table.recordkey.fields", "id"));
        Schema schema = orders("int", "");
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("pending", schema, Map.of())) {
            commit(client, List.of(order(schema, 1, "")));
        }
        Schema next = orders("int", ", {\"name\":\"unfinished\",\"type\":[\"null\",\"string\"],\"default\":null}");
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("pending", next, Map.of())) {
            String instant = client.startCommit();
            client.upsert(List.of(order(next, 1, "")), instant);
        }
    }

    /** Hudi's own schema evolution, which gives columns ids. */
    private void renamed() throws Exception {
        create("renamed", "COPY_ON_WRITE", Map.of("hoodie.table.recordkey.fields", "id"));
        Schema schema = orders("int", "");
        Map<String, String> onRead = Map.of("hoodie.schema.on.read.enable", "true");
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("renamed", schema, onRead)) {
            commit(client, List.of(order(schema, 1, "")));
        }
        try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("renamed", schema, onRead)) {
            client.renameColumn("region", "area");
        }
    }

    /** Rewritten after its last commit: the newest instant is that of a clustering. */
    private void clustered() throws Exception {
        create("clustered", "COPY_ON_WRITE", Map.of("hoodie.table.recordkey.fields", "id"));
        Map<String, String> clustering = Map.of(
                "hoodie.clustering.inline", "true", "hoodie.clustering.inline.max.commits", "2",
                "hoodie.clustering.plan.strategy.class",
                "org.apache.hudi.client.clustering.plan.strategy.JavaSizeBasedClusteringPlanStrategy",
                "hoodie.clustering.execution.strategy.class",
                "org.apache.hudi.client.clustering.run.strategy.JavaSortAndSizeExecutionStrategy",
                "hoodie.clustering.plan.strategy.sort.columns", "id");
        for (String more : List.of("", ", {\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}")) {
            Schema schema = orders("int", more);
            try (HoodieJavaWriteClient<HoodieAvroPayload> client = client("clustered", schema, clustering)) {
                commit(client, List.of(order(schema, 1, "")));
            }
        }
    }

    private void create(String name, String type, Map<String, String> settings) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("hoodie.table.name", name);
        properties.setProperty("hoodie.table.type", type);
        if (!version.isEmpty()) {
            properties.setProperty("hoodie.table.version", version);
        }
        properties.putAll(settings);
        Object builder = builder();
        builder = call(builder, "fromProperties", Properties.class, properties);
        builder.getClass()
                .getMethod("initTable", StorageConfiguration.class, String.class)
                .invoke(builder, STORAGE, place + "/" + name);
    }

    /** Hudi 1.x gave the builder another name. */
    private static Object builder() throws ReflectiveOperationException {
        Method method = Arrays.stream(HoodieTableMetaClient.class.getMethods())
                .filter(m -> m.getName().equals("newTableBuilder") || m.getName().equals("withPropertyBuilder"))
                .findFirst()
                .orElseThrow();
        return method.invoke(null);
    }

    private static Object call(Object target, String method, Class<?> type, Object value)
            throws ReflectiveOperationException {
        return target.getClass().getMethod(method, type).invoke(target, value);
    }

    private HoodieJavaWriteClient<HoodieAvroPayload> client(String name, Schema schema, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("hoodie.auto.commit", "false");
        properties.setProperty("hoodie.embed.timeline.server", "false");
        properties.setProperty("hoodie.metadata.enable", "false");
        properties.setProperty("hoodie.index.type", "SIMPLE");
        if (!version.isEmpty()) {
            properties.setProperty("hoodie.write.table.version", version);
            properties.setProperty("hoodie.write.auto.upgrade", "false");
        }
        properties.putAll(settings);
        HoodieWriteConfig config = HoodieWriteConfig.newBuilder()
                .withPath(place + "/" + name)
                .forTable(name)
                .withSchema(schema.toString())
                .withParallelism(1, 1)
                .withDeleteParallelism(1)
                .withProperties(properties)
                .build();
        return new HoodieJavaWriteClient<>(new HoodieJavaEngineContext(STORAGE), config);
    }

    private static void commit(
            HoodieJavaWriteClient<HoodieAvroPayload> client, List<HoodieRecord<HoodieAvroPayload>> records)
            throws IOException {
        String instant = client.startCommit();
        if (!client.commit(instant, client.upsert(new ArrayList<>(records), instant))) {
            throw new IOException("commit " + instant + " was refused");
        }
    }

    private static Schema orders(String quantity, String more) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"orders\",\"namespace\":\"shop\",\"fields\":["
                + "{\"name\":\"id\",\"type\":\"long\",\"doc\":\"the order's number\"},"
                + "{\"name\":\"region\",\"type\":[\"null\",\"string\"],\"default\":null},"
                + "{\"name\":\"qty\",\"type\":[\"null\",\"" + quantity + "\"],\"default\":null},"
                + "{\"name\":\"ts\",\"type\":\"long\",\"default\":0}" + more + "]}");
    }

    private static HoodieRecord<HoodieAvroPayload> order(Schema schema, int id, String partition) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", (long) id);
        row.put("region", "eu");
        row.put("ts", 1L);
        return new HoodieAvroRecord<>(
                new HoodieKey(Integer.toString(id), partition), new HoodieAvroPayload(Option.of(row)));
    }

    private static List<String> types() {
        return List.of(
                "{'type':'record','name':'plain','fields':[",
                "{'name':'id','type':'long','doc':'the number'},",
                "{'name':'flag','type':['null','boolean'],'default':null},",
                "{'name':'small','type':['null','int'],'default':null},",
                "{'name':'ratio','type':['null','float'],'default':null},",
                "{'name':'share','type':['null','double'],'default':null},",
                "{'name':'name','type':['null','string'],'default':null,'doc':'Anrede und Name, 李雷'},",
                "{'name':'raw','type':['null','bytes'],'default':null},",
                "{'name':'amount','type':{'type':'fixed','name':'money','size':5,'logicalType':'decimal',"
                        + "'precision':10,'scale':2}},",
                "{'name':'day','type':['null',{'type':'int','logicalType':'date'}],'default':null},",
                "{'name':'at','type':['null',{'type':'long','logicalType':'timestamp-micros'}],'default':null},",
                "{'name':'at_ms','type':['null',{'type':'long','logicalType':'timestamp-millis'}],'default':null},",
                "{'name':'clock','type':['null',{'type':'long','logicalType':'time-micros'}],'default':null},",
                "{'name':'kind','type':['null',{'type':'enum','name':'kinds','symbols':['A','B']}],'default':null},",
                "{'name':'tags','type':{'type':'array','items':'string'},'doc':'free'},",
                "{'name':'sizes','type':['null',{'type':'map','values':'int'}],'default':null},",
                "{'name':'address','type':['null',{'type':'record','name':'address','fields':[",
                "  {'name':'street','type':['null','string'],'default':null},",
                "  {'name':'lines','type':['null',{'type':'array','items':'string'}],'default':null}]}],'default':null}",
                "]}")
                .stream()
                .map(line -> line.replace('\'', '"'))
                .toList();
    }
}

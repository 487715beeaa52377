package io.lakespan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.glue.GlueClient;

/** Iceberg's own catalog for Glue, against the endpoint. */
class IcebergGlueIT {
    private static final int COMMITTERS = 8;
    private static final int COMMITS_EACH = 5;
    private static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "name", Types.StringType.get(), "what it is called"));

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    @TempDir
    Path warehouse;

    private final Namespace namespace = Namespace.of(LocalGlue.unique("ice_"));
    private final TableIdentifier orders = TableIdentifier.of(namespace, "orders");
    private GlueCatalog catalog;

    /** How Iceberg is given credentials that are no environment's: a provider with a factory method. */
    public record Credentials(AwsCredentials resolveCredentials) implements AwsCredentialsProvider {
        public static AwsCredentialsProvider create(Map<String, String> properties) {
            return new Credentials(AwsBasicCredentials.create("lakespan", properties.get("secret")));
        }
    }

    @BeforeEach
    void open() {
        catalog = catalog();
        catalog.createNamespace(namespace, Map.of("comment", "a shop"));
    }

    @AfterEach
    void close() throws IOException {
        catalog.close();
    }

    @Test
    void aNamespaceIsListedDescribedAndDroppedWhenEmpty() {
        assertThat(catalog.listNamespaces()).contains(namespace);
        assertThat(catalog.loadNamespaceMetadata(namespace)).containsEntry("comment", "a shop");
        assertThat(catalog.setProperties(namespace, Map.of("owner", "ann"))).isTrue();
        assertThat(catalog.loadNamespaceMetadata(namespace)).containsEntry("owner", "ann");

        catalog.createTable(orders, SCHEMA);
        assertThatThrownBy(() -> catalog.dropNamespace(namespace)).isInstanceOf(NamespaceNotEmptyException.class);
        catalog.dropTable(orders);

        assertThat(catalog.dropNamespace(namespace)).isTrue();
        assertThatThrownBy(() -> catalog.loadNamespaceMetadata(namespace)).isInstanceOf(NoSuchNamespaceException.class);
    }

    @Test
    void aTableIsCreatedEvolvedRenamedAndDropped() {
        Table table = catalog.createTable(orders, SCHEMA, PartitionSpec.unpartitioned());
        assertThatThrownBy(() -> catalog.createTable(orders, SCHEMA)).isInstanceOf(AlreadyExistsException.class);
        table.updateSchema().addColumn("total", Types.DecimalType.of(10, 2)).commit();
        table.updateSchema().deleteColumn("name").commit();
        append(table, 3);

        TableIdentifier renamed = TableIdentifier.of(namespace, "renamed");
        catalog.renameTable(orders, renamed);

        assertThat(catalog.listTables(namespace)).containsExactly(renamed);
        assertThat(catalog.loadTable(renamed).schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactly("id", "total");
        assertThat(rows(renamed)).isEqualTo(3);
        assertThat(catalog.dropTable(renamed, false)).isTrue();
        assertThat(catalog.tableExists(renamed)).isFalse();
    }

    @Test
    void theEntryIsOneThatOtherEnginesKnow() {
        Table table = catalog.createTable(orders, SCHEMA);
        String first = table.uuid().toString();
        append(table, 1);

        try (GlueClient client = GLUE.client()) {
            software.amazon.awssdk.services.glue.model.Table entry = client.getTable(
                            get -> get.databaseName(namespace.toString()).name("orders"))
                    .table();
            assertThat(entry.tableType()).isEqualTo("EXTERNAL_TABLE");
            assertThat(entry.parameters())
                    .containsEntry("table_type", "ICEBERG")
                    .containsKeys("metadata_location", "previous_metadata_location");
            assertThat(entry.storageDescriptor().columns().get(1).comment()).isEqualTo("what it is called");
            assertThat(entry.storageDescriptor().columns().get(1).parameters())
                    .containsEntry("iceberg.field.id", "2")
                    .containsEntry("iceberg.field.current", "true");
            assertThat(entry.versionId()).isEqualTo("1");
        }
        assertThat(catalog.loadTable(orders).uuid()).hasToString(first);
    }

    @Test
    void eightCommittersLoseNoRow() throws Exception {
        catalog.createTable(
                orders,
                SCHEMA,
                PartitionSpec.unpartitioned(),
                Map.of(
                        TableProperties.COMMIT_NUM_RETRIES, "100",
                        TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "5",
                        TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "200"));
        ExecutorService pool = Executors.newFixedThreadPool(COMMITTERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < COMMITTERS; i++) {
                running.add(pool.submit(this::commitOften));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(rows(orders)).isEqualTo(COMMITTERS * COMMITS_EACH);
        assertThat(catalog.loadTable(orders).snapshots()).hasSize(COMMITTERS * COMMITS_EACH);
    }

    /** With a catalog of its own, as another process has. */
    private void commitOften() {
        try (GlueCatalog own = catalog()) {
            for (int i = 0; i < COMMITS_EACH; i++) {
                append(own.loadTable(orders), 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Table table, int records) {
        DataFile file = DataFiles.builder(table.spec())
                .withPath(table.location() + "/data/" + LocalGlue.unique("f") + ".parquet")
                .withFileSizeInBytes(10)
                .withRecordCount(records)
                .build();
        table.newFastAppend().appendFile(file).commit();
    }

    private long rows(TableIdentifier name) {
        try (CloseableIterable<FileScanTask> files =
                catalog.loadTable(name).newScan().planFiles()) {
            long rows = 0;
            for (FileScanTask file : files) {
                rows += file.file().recordCount();
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GlueCatalog catalog() {
        GlueCatalog glue = new GlueCatalog();
        glue.setConf(new Configuration());
        glue.initialize(
                "glue",
                Map.of(
                        "warehouse", warehouse.toUri().toString(),
                        "io-impl", "org.apache.iceberg.hadoop.HadoopFileIO",
                        "glue.endpoint", GLUE.address().toString(),
                        "client.region", "us-east-1",
                        "client.credentials-provider", Credentials.class.getName(),
                        "client.credentials-provider.secret", GLUE.secretKey(),
                        "http-client.type", "urlconnection"));
        return glue;
    }
}

package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.Folders;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.Annotations;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Iceberg commits of what people write, through Iceberg's own catalog over a real Hive Metastore. */
class IcebergHiveAnnotatingIT {
    private static final TableRef PEOPLE = TableRef.of("shop", "people");
    private static final TableIdentifier NAME = TableIdentifier.of("shop", "people");
    private static final Schema SCHEMA =
            new Schema(required(1, "id", Types.LongType.get()), optional(2, "email", Types.StringType.get()));

    private static Path home;
    private static LocalStack stack;
    private static IcebergConfig config;
    private static Catalog engine;

    @BeforeAll
    static void start() throws IOException {
        home = Files.createTempDirectory("lakespan-iceberg-hive");
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("s3", "hms"));
        stack.up(Progress.silent());
        config = IcebergConfig.defaults()
                .withRegion("us-east-1")
                .withS3Endpoint(URI.create("http://127.0.0.1:" + stack.port("s3.port")))
                .withCredentials(new AwsKeys("lakespan", stack.secret(Secrets.S3_SECRET_KEY)))
                .withHiveMetastore(URI.create(stack.address("hms")));
        Map<String, String> properties =
                new TreeMap<>(IcebergFiles.properties(config.withProperties(Map.of("http-client.type", "apache"))));
        properties.put("uri", stack.address("hms"));
        properties.put("warehouse", "s3://lakehouse/warehouse");
        engine = CatalogUtil.loadCatalog(
                "org.apache.iceberg.hive.HiveCatalog", "engine", properties, new Configuration());
        ((SupportsNamespaces) engine)
                .createNamespace(Namespace.of("shop"), Map.of("location", "s3://lakehouse/warehouse/shop"));
        engine.createTable(NAME, SCHEMA);
    }

    @AfterAll
    static void stop() throws IOException {
        stack.down();
        Folders.delete(home);
    }

    @Test
    void whatIsAnnotatedIsReadAndACommitOfDataKeepsIt() {
        try (IcebergFormatAdapter adapter = IcebergFormatAdapter.open(config)) {
            Table target = adapter.read(registered())
                    .withDescription(Optional.of("who buys"))
                    .withOwner(Optional.of("ann"))
                    .withAnnotations(Annotations.none().withTag(Tag.of("GOLD")))
                    .withColumn("email", column -> column.withDescription(Optional.of("where mail goes"))
                            .withAnnotations(Annotations.none().withTag(Tag.of("PII"))));

            adapter.annotate(target);
            GlueLake.commitData(engine.loadTable(NAME), 1);

            assertThat(adapter.read(registered()).withParameters(Map.of())).isEqualTo(target.withParameters(Map.of()));
        }
    }

    @Test
    void aTableThatIsNotThereIsNotFound() {
        Table nothing = Table.of(TableRef.of("shop", "nothing"), TableFormat.ICEBERG, io.lakespan.model.Schema.empty());

        try (IcebergFormatAdapter adapter = IcebergFormatAdapter.open(config)) {
            assertThatThrownBy(() -> adapter.annotate(nothing))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessageContaining("shop.nothing");
        }
    }

    private static Table registered() {
        BaseTable table = (BaseTable) engine.loadTable(NAME);
        return Table.of(PEOPLE, TableFormat.ICEBERG, io.lakespan.model.Schema.empty())
                .withParameters(Map.of(
                        IcebergFormatAdapter.METADATA_LOCATION,
                        table.operations().current().metadataFileLocation()));
    }
}

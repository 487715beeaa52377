package io.lakespan.formats.iceberg;

import io.lakespan.glue.GlueConfig;
import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.local.Folders;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

/** A real S3 server and a Glue endpoint, with Iceberg's own catalog as any engine has it. */
final class GlueLake implements BeforeAllCallback, AfterAllCallback {
    static final String DATABASE = "shop";

    private Path home;
    private LocalStack stack;
    private GlueCatalog engine;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("lakespan-iceberg");
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("s3", "glue"));
        stack.up(Progress.silent());
        engine = new GlueCatalog();
        engine.setConf(new Configuration());
        Map<String, String> properties =
                new TreeMap<>(IcebergFiles.properties(config().withProperties(Map.of("http-client.type", "apache"))));
        properties.put("warehouse", "s3://lakehouse/warehouse");
        engine.initialize("engine", properties);
        engine.createNamespace(Namespace.of(DATABASE));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        engine.close();
        stack.down();
        Folders.delete(home);
    }

    IcebergConfig config() {
        return IcebergConfig.defaults()
                .withRegion("us-east-1")
                .withS3Endpoint(URI.create("http://127.0.0.1:" + stack.port("s3.port")))
                .withGlueEndpoint(URI.create(stack.address("glue")))
                .withCredentials(new AwsKeys("lakespan", stack.secret(Secrets.S3_SECRET_KEY)));
    }

    GlueMetadataCatalog catalog() {
        return GlueMetadataCatalog.open(GlueConfig.of("us-east-1")
                .withEndpoint(URI.create(stack.address("glue")))
                .withCredentials(keys()));
    }

    /** The SDK's own client, to write entries as engines that know nothing of Lakespan do. */
    GlueClient client() {
        return GlueClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(stack.address("glue")))
                .credentialsProvider(keys())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    Table create(TableRef ref, Schema schema) {
        return engine.createTable(TableIdentifier.of(ref.database(), ref.name()), schema);
    }

    Table load(TableRef ref) {
        return engine.loadTable(TableIdentifier.of(ref.database(), ref.name()));
    }

    void drop(TableRef ref) {
        engine.dropTable(TableIdentifier.of(ref.database(), ref.name()), false);
    }

    /** A commit of data, as a job makes one; the file itself is nowhere. */
    static void commitData(Table table, int number) {
        table.newFastAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath(table.location() + "/data/" + number + ".parquet")
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .build())
                .commit();
    }

    private StaticCredentialsProvider keys() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create("lakespan", stack.secret(Secrets.S3_SECRET_KEY)));
    }
}

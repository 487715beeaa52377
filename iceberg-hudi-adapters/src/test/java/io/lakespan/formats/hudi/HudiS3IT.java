package io.lakespan.formats.hudi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.iceberg.AwsKeys;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The path over S3: tables that Hudi wrote, on a real S3 server, the real S3 client, signatures checked. */
class HudiS3IT {
    private static final String WAREHOUSE = "s3://lakehouse/warehouse/";

    @TempDir
    private static Path home;

    private static LocalStack stack;
    private static HudiConfig config;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = LocalStack.open(
                StackOptions.at(home.resolve("stack")).withFreePorts().only("s3"));
        stack.up(Progress.silent());
        config = HudiConfig.of(IcebergConfig.defaults()
                .withRegion("us-east-1")
                .withS3Endpoint(endpoint())
                .withCredentials(new AwsKeys("lakespan", stack.secret(Secrets.S3_SECRET_KEY))));
        for (HudiLibrary library : List.of(HudiLibrary.HUDI_0_15, HudiLibrary.HUDI_1_2)) {
            upload(library.writeTables(home), "warehouse/" + library.name());
        }
    }

    @AfterAll
    static void stop() {
        stack.reset(Set.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"HUDI_0_15", "HUDI_1_2"})
    void aTableOnS3IsRead(HudiLibrary library) {
        try (HudiFormatAdapter adapter = HudiFormatAdapter.open(config)) {
            Table table = adapter.read(at(WAREHOUSE + library.name() + "/evolved"));

            assertThat(table.schema().columns())
                    .extracting(Column::name)
                    .containsExactly("id", "qty", "ts", "note", "region");
            assertThat(adapter.settings(table).version()).isEqualTo(library.tableVersion());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a://lakehouse/warehouse/HUDI_1_2/merged", "s3n://lakehouse/warehouse/HUDI_1_2/merged/"})
    void hadoopsNamesOfAPlaceLeadThereToo(String location) {
        try (HudiFormatAdapter adapter = HudiFormatAdapter.open(config)) {
            Table table = adapter.read(at(location));

            assertThat(table.schema().column("region")).isPresent();
            assertThat(table.location()).contains(location);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WAREHOUSE + "nowhere", "s3://nobody/orders"})
    void aMissingTableIsNotFound(String location) {
        failsWith(ErrorCode.NOT_FOUND, config, location);
    }

    @Test
    void aWrongSecretKeyIsRefused() {
        failsWith(
                ErrorCode.UNAUTHENTICATED,
                config.withCredentials(new AwsKeys("lakespan", "hunter2")),
                WAREHOUSE + "HUDI_1_2/plain");
    }

    private static void failsWith(ErrorCode code, HudiConfig config, String location) {
        try (HudiFormatAdapter adapter = HudiFormatAdapter.open(config)) {
            assertThatThrownBy(() -> adapter.read(at(location)))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContainingAll("shop.orders", location + "/.hoodie/hoodie.properties")
                    .hasMessageNotContaining("hunter2");
        }
    }

    private static Table at(String location) {
        return Table.of(TableRef.of("shop", "orders"), TableFormat.HUDI, Schema.empty())
                .withLocation(Optional.of(location));
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + stack.port("s3.port"));
    }

    /** Hudi's own way to S3 would need Hadoop's S3 file system, whose libraries are 280 MB. */
    private static void upload(Path folder, String prefix) throws IOException {
        try (S3Client client = S3Client.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint())
                        .forcePathStyle(true)
                        .httpClient(ApacheHttpClient.create())
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("lakespan", stack.secret(Secrets.S3_SECRET_KEY))))
                        .build();
                Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .forEach(file -> client.putObject(
                            request -> request.bucket("lakehouse").key(prefix + "/" + folder.relativize(file)), file));
        }
    }
}

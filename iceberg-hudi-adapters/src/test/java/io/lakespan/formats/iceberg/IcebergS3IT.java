package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.rows.LakeValue;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The path over S3: a real S3 server, the real S3 client, signatures checked. */
class IcebergS3IT {
    private static final Schema SCHEMA = new Schema(
            required(1, "id", Types.LongType.get()), optional(2, "name", Types.StringType.get(), "Anrede und Name"));

    private static final String WAREHOUSE = "s3://lakehouse/warehouse/";

    @TempDir
    private static Path home;

    private static LocalStack stack;
    private static IcebergConfig config;

    @BeforeAll
    static void start() {
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("s3"));
        stack.up(Progress.silent());
        config = IcebergConfig.defaults()
                .withRegion("us-east-1")
                .withS3Endpoint(URI.create("http://127.0.0.1:" + stack.port("s3.port")))
                .withCredentials(new AwsKeys("lakespan", stack.secret(Secrets.S3_SECRET_KEY)));
    }

    @AfterAll
    static void stop() {
        stack.reset(Set.of());
    }

    @Test
    void aTableOnS3IsReadWithItsRows() throws IOException {
        // The JDK's HTTP client, fine for reading, loses writes on connections that the server has closed.
        IcebergConfig writing = config.withProperties(Map.of("http-client.type", "apache"));
        WrittenTable written = WarehouseTable.create(writing, WAREHOUSE + "people", SCHEMA);
        written.append(written.row(1L, "Jürgen"), written.row(2L, "李雷"));
        written.delete(written.row(1L, "Jürgen"), "id");

        try (IcebergFormatAdapter adapter = IcebergFormatAdapter.open(config);
                IcebergRows rows = IcebergRows.atMetadata(config, written.metadataLocation())) {
            Table table = adapter.read(written.registered());
            List<List<LakeValue>> all = new ArrayList<>();
            rows.forEach(all::add);

            assertThat(table.location()).contains("s3://lakehouse/warehouse/people");
            assertThat(table.schema().columns()).extracting(Column::name).containsExactly("id", "name");
            assertThat(all)
                    .containsExactly(List.of(new LakeValue.Exact(BigDecimal.valueOf(2)), new LakeValue.Text("李雷")));
        }
    }

    @Test
    void aMissingFileIsNotFound() {
        failsWith(ErrorCode.NOT_FOUND, config, WAREHOUSE + "people/metadata/gone.metadata.json");
    }

    @Test
    void aMissingBucketIsNotFound() {
        failsWith(ErrorCode.NOT_FOUND, config, "s3://nowhere/people/metadata/v1.metadata.json");
    }

    @Test
    void aWrongSecretKeyIsRefused() {
        IcebergConfig wrong = config.withCredentials(new AwsKeys("lakespan", "hunter2"));

        failsWith(ErrorCode.UNAUTHENTICATED, wrong, WAREHOUSE + "people/metadata/v1.metadata.json");
    }

    @Test
    void anUnknownAccessKeyIsRefused() {
        IcebergConfig wrong = config.withCredentials(new AwsKeys("stranger", "hunter2"));

        failsWith(ErrorCode.UNAUTHENTICATED, wrong, WAREHOUSE + "people/metadata/v1.metadata.json");
    }

    private static void failsWith(ErrorCode code, IcebergConfig config, String location) {
        Table registered = Table.of(
                        TableRef.of("shop", "people"), TableFormat.ICEBERG, io.lakespan.model.Schema.empty())
                .withParameters(Map.of(IcebergFormatAdapter.METADATA_LOCATION, location));

        try (IcebergFormatAdapter adapter = IcebergFormatAdapter.open(config)) {
            assertThatThrownBy(() -> adapter.read(registered))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContainingAll("shop.people", location)
                    .hasMessageNotContaining("hunter2");
        }
    }
}

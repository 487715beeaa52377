package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HudiSinkTest {
    @Test
    void aSinkOfHudiTablesIsRead() {
        SinkOptions sink =
                PipelineDefinition.parse("hudi.yaml", definition("""
                  partition.key: shop.orders:region,kind
                  table.properties:
                    table.type: MERGE_ON_READ
                    hoodie.bucket.index.num.buckets: 8
                """)).sink();

        assertThat(sink.format()).isEqualTo(SinkFormat.HUDI);
        assertThat(sink.table())
                .containsEntry(SinkOptions.HUDI_TYPE, "MERGE_ON_READ")
                .containsEntry("hoodie.bucket.index.num.buckets", "8");
        assertThat(sink.partitions().get("shop.orders"))
                .extracting(PartitionKey::column)
                .containsExactly("region", "kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table.properties.table.type: MOR | must be one of COPY_ON_WRITE, MERGE_ON_READ, not 'MOR'",
                "table.properties.write.format.default: orc | is no property of a Hudi table",
                "table.properties.hoodie.table.name: x | is set by the job itself",
                "table.properties.hoodie.bucket.index.num.buckets: 0 | must be a whole number above 0, not '0'",
                "partition.key: 'shop.orders:day(at)' | has a transform of at, and Hudi's partitions are columns",
            })
    void whatHudiDoesNotTakeIsSaidWithItsPlace(String line, String message) {
        BridgeException error = catchThrowableOfType(
                BridgeException.class,
                () -> PipelineDefinition.parse("hudi.yaml", definition("  " + line.replace("'", "") + "\n")));

        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(error.getMessage()).startsWith("hudi.yaml:9:").contains(message);
    }

    private static String definition(String sink) {
        return """
                source:
                  type: mysql
                  hostname: db
                  username: cdc
                  password: ${env:P}
                  tables: shop\\.\\.*
                sink:
                  type: hudi
                %spipeline: {name: shop}
                """.formatted(sink);
    }
}

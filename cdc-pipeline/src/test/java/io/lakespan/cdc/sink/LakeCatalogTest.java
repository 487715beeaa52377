package io.lakespan.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.cdc.definition.ExistingRows;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.Tables;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LakeCatalogTest {
    private static final TableIdentifier ORDERS = TableIdentifier.of("lake", "orders");
    private static final RoutedTable ROUTED = Tables.routed(Tables.table(
            "orders",
            List.of("Id"),
            Tables.column("Id", "bigint|bigint unsigned"),
            Tables.column("total", "decimal|decimal(12,2)", 12, 2)));

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @BeforeEach
    void open() {
        catalog.initialize("test", Map.of());
    }

    @Test
    void aMissingTableIsMadeWithItsKeyAndComments() {
        prepare(ExistingRows.REFUSE);

        Table table = catalog.loadTable(ORDERS);
        assertThat(table.schema().identifierFieldNames()).containsExactly("id");
        assertThat(table.schema().findField("id").isRequired()).isTrue();
        assertThat(table.schema().findField("id").type()).isEqualTo(Types.DecimalType.of(20, 0));
        assertThat(table.schema().findField("total").doc()).isEqualTo("about total");
        assertThat(table.properties())
                .containsEntry("write.upsert.enabled", "true")
                .containsEntry("comment", "about orders")
                .containsEntry("write.parquet.compression-codec", "gzip");
        assertThat(table.refs()).containsKey("main");
    }

    @Test
    void preparingAgainChangesNothing() {
        prepare(ExistingRows.REFUSE);
        long snapshot = catalog.loadTable(ORDERS).currentSnapshot().snapshotId();

        prepare(ExistingRows.REFUSE);

        assertThat(catalog.loadTable(ORDERS).currentSnapshot().snapshotId()).isEqualTo(snapshot);
    }

    @Test
    void rowsThatAreThereAreRefusedReplacedOrKept() {
        prepare(ExistingRows.REFUSE);
        append();

        BridgeException refused = failure(ExistingRows.REFUSE);
        assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(refused).hasMessageContaining("lake.orders");

        prepare(ExistingRows.KEEP);
        assertThat(rows()).isEqualTo("7");

        prepare(ExistingRows.REPLACE);
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void aTableThatDoesNotFitIsRefusedWithEveryReason() {
        catalog.createNamespace(Namespace.of("lake"));
        Schema other = new Schema(
                List.of(
                        Types.NestedField.required(1, "id", Types.LongType.get()),
                        Types.NestedField.required(2, "region", Types.StringType.get())),
                Set.of(1, 2));
        catalog.createTable(ORDERS, other, PartitionSpec.unpartitioned(), Map.of("format-version", "1"));

        BridgeException error = failure(ExistingRows.KEEP);

        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error.getMessage().lines())
                .hasSize(5)
                .anyMatch(line -> line.contains("format version 1"))
                .anyMatch(line -> line.contains("its identifier fields are [id, region], the source's key is [id]"))
                .anyMatch(line -> line.contains("its column id is long, not decimal(20, 0)"))
                .anyMatch(line -> line.contains("it has no column total"))
                .anyMatch(line -> line.contains("its column region must not be empty"));
    }

    @Test
    void aTableIsPartitionedAsTheDefinitionSays() {
        LakeCatalog lake = LakeCatalog.of(catalog, options("lake.orders:bucket(4, Id),truncate(10, total)"));
        lake.prepare(List.of(ROUTED), ExistingRows.REFUSE);

        assertThat(catalog.loadTable(ORDERS).spec().fields())
                .extracting(field -> field.name() + " " + field.transform())
                .containsExactly("id_bucket bucket[4]", "total_trunc truncate[10]");
        assertThat(lake.moving(List.of(ROUTED))).containsExactly("shop.orders");
        LakeCatalog wrong = LakeCatalog.of(catalog, options("lake.orders:day(total)"));
        catalog.dropTable(ORDERS);
        assertThat(catchThrowableOfType(
                                BridgeException.class, () -> wrong.prepare(List.of(ROUTED), ExistingRows.REFUSE))
                        .code())
                .isEqualTo(ErrorCode.INVALID_INPUT);
    }

    private static SinkOptions options(String partitions) {
        return PipelineDefinition.parse("shop.yaml", """
                        source:
                          type: mysql
                          hostname: localhost
                          username: cdc
                          password: ${env:CDC_PASSWORD}
                          tables: shop.orders
                        sink:
                          type: iceberg
                          table.properties.write.parquet.compression-codec: gzip
                          partition.key: %s
                        pipeline:
                          name: shop
                        """.formatted(partitions)).sink();
    }

    @Test
    void aJobThatGoesOnMindsTheKeyAndNotTheColumns() {
        prepare(ExistingRows.REFUSE);
        catalog.loadTable(ORDERS).updateSchema().deleteColumn("total").commit();
        LakeCatalog lake = LakeCatalog.of(catalog, options("shop.none:id"));

        lake.check(List.of(ROUTED));
        assertThat(lake.missing(List.of(ROUTED))).isEmpty();
        catalog.dropTable(ORDERS);
        assertThat(lake.missing(List.of(ROUTED))).containsExactly(ROUTED);
    }

    private void prepare(ExistingRows policy) {
        LakeCatalog.of(catalog, options("shop.none:id")).prepare(List.of(ROUTED), policy);
    }

    private BridgeException failure(ExistingRows policy) {
        return catchThrowableOfType(BridgeException.class, () -> prepare(policy));
    }

    private void append() {
        Table table = catalog.loadTable(ORDERS);
        table.newAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath("memory://one.parquet")
                        .withFileSizeInBytes(10)
                        .withRecordCount(7)
                        .build())
                .commit();
    }

    private String rows() {
        return catalog.loadTable(ORDERS).currentSnapshot().summary().get("total-records");
    }
}

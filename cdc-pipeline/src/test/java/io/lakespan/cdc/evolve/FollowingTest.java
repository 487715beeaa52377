package io.lakespan.cdc.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.evolve.TableChange.Kind;
import io.lakespan.cdc.evolve.TableChange.Name;
import io.lakespan.cdc.sink.LakeCatalog;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.Tables;
import io.lakespan.formats.iceberg.PendingChange;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of changes in a lake that lives in memory. */
class FollowingTest {
    private static final SourceColumn ID = Tables.column("Id", "int");
    private static final SourceColumn A = Tables.column("a", "int");
    private static final SourceColumn TEXT = Tables.column("t", "varchar");
    private static final BinlogPosition EARLY = new BinlogPosition("binlog.000001", 100);
    private static final BinlogPosition STATEMENT = new BinlogPosition("binlog.000001", 200);
    private static final BinlogPosition LATE = new BinlogPosition("binlog.000001", 300);

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private PipelineDefinition definition = definition("", "schema.change.behavior: evolve");

    @BeforeEach
    void open() {
        catalog.initialize("test", Map.of());
    }

    private static PipelineDefinition definition(String routes, String pipeline) {
        return PipelineDefinition.parse(
                "shop.yaml", """
                source:
                  type: mysql
                  hostname: localhost
                  username: cdc
                  password: ${env:CDC_PASSWORD}
                  tables: shop.\\.*
                """ + routes + "sink:\n  type: iceberg\npipeline:\n  name: shop\n" + pipeline.indent(2));
    }

    private static SourceTable table(SourceColumn... columns) {
        return Tables.table("orders", List.of("Id"), columns);
    }

    private Optional<Binding> bind(SourceTable table, BinlogPosition since) {
        return new Binder(lake(), definition).bind(new TableShape(table, since));
    }

    private LakeCatalog lake() {
        return LakeCatalog.open(new InMemory(catalog), definition.sink());
    }

    private void follow(TableChange change) {
        new StatementFollower(lake(), definition, Clock.systemUTC()).follow(change);
    }

    private Table orders() {
        return catalog.loadTable(TableIdentifier.of("shop", "orders"));
    }

    private static TableChange altered(SourceTable after, Map<String, String> renamed, List<String> dropped) {
        return new TableChange(
                new Name("shop", "orders"),
                STATEMENT,
                Kind.ALTER,
                Optional.of(after),
                new TreeMap<>(renamed),
                dropped,
                new TreeMap<>(),
                Optional.empty());
    }

    @Test
    void aTableIsMadeAndGetsWhatRowsBring() {
        bind(table(ID, A), EARLY);
        Binding binding = bind(table(ID, TEXT, A), LATE).orElseThrow();

        assertThat(orders().schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactly("id", "a", "t");
        assertThat(orders().schema().findField("t").doc()).isEqualTo("about t");
        assertThat(binding.schema().columns())
                .as("in the order of the rows")
                .extracting(Types.NestedField::name)
                .containsExactly("id", "t", "a");
        assertThat(binding.schema().identifierFieldNames()).containsExactly("id");
    }

    @Test
    void aTypeGrowsAndRowsOfBeforeStillFit() {
        bind(table(ID, A), EARLY);
        bind(table(ID, Tables.column("a", "bigint")), LATE);

        Binding replayed = bind(table(ID, A), EARLY).orElseThrow();

        assertThat(orders().schema().findType("a")).isEqualTo(Types.LongType.get());
        assertThat(replayed.schema().findType("a")).isEqualTo(Types.IntegerType.get());
    }

    @Test
    void rowsFromBeforeARenamingGoToTheNewName() {
        bind(table(ID, A), EARLY);
        SourceTable after = table(ID, Tables.column("b", "int"));
        int field = orders().schema().findField("a").fieldId();
        follow(altered(after, Map.of("a", "b"), List.of()));
        follow(altered(after, Map.of("a", "b"), List.of()));

        Binding replayed = bind(table(ID, A), EARLY).orElseThrow();

        assertThat(orders().schema().findField("b").fieldId()).isEqualTo(field);
        assertThat(orders().schema().findField("a")).isNull();
        assertThat(replayed.schema().findField(field).name()).isEqualTo("b");
        assertThat(bind(table(ID, A), LATE).orElseThrow().schema().findField("a"))
                .as("a column that was added later under the old name is another")
                .isNotNull();
    }

    @Test
    void aDroppedColumnWaitsAndOneThatWasApprovedGoes() {
        bind(table(ID, A, TEXT), EARLY);
        follow(altered(table(ID, A), Map.of(), List.of("t")));
        follow(altered(table(ID, A), Map.of(), List.of("t")));
        assertThat(orders().schema().findField("t")).isNotNull();
        assertThat(PendingChange.of(orders()))
                .extracting(PendingChange::change, PendingChange::column)
                .containsExactly(tuple("drop.column", "t"));

        definition = definition("", "schema.change.behavior: evolve\nschema.change.approved: drop.column");
        follow(altered(table(ID), Map.of(), List.of("a")));

        assertThat(orders().schema().findField("a")).isNull();
        Binding replayed = bind(table(ID, A, TEXT), EARLY).orElseThrow();
        assertThat(orders().schema().findField("a"))
                .as("rows of before do not bring it back")
                .isNull();
        assertThat(replayed.positions()).containsExactly(0, 2);
    }

    @Test
    void lenientKeepsTheOldBesideTheNew() {
        definition = definition("", "");
        bind(table(ID, A), EARLY);
        follow(altered(table(ID, Tables.column("b", "int")), Map.of("a", "b"), List.of()));
        bind(table(ID, Tables.column("b", "varchar")), LATE);

        assertThat(orders().schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactly("id", "a", "b", "b__string");
    }

    @Test
    void ignoreLeavesNewColumnsOut() {
        definition = definition("", "schema.change.behavior: ignore");
        bind(table(ID, A), EARLY);

        Binding binding = bind(table(ID, TEXT, A), LATE).orElseThrow();

        assertThat(orders().schema().columns()).hasSize(2);
        assertThat(binding.positions()).containsExactly(0, 2);
    }

    @Test
    void whatCannotBeFollowedEndsTheJobForGood() {
        bind(table(ID, A), EARLY);

        assertThatThrownBy(() -> bind(table(ID, Tables.column("a", "varchar")), LATE))
                .isInstanceOf(SuppressRestartsException.class)
                .hasRootCauseMessage(
                        "column shop.orders.a is string now, its column a of test.shop.orders is int, which"
                                + " Iceberg cannot widen to; choose schema.change.behavior: lenient to carry it in a column of"
                                + " its own, or start the pipeline anew");
        SourceTable otherKey = Tables.table("orders", List.of("a"), ID, A);
        assertThatThrownBy(() -> bind(otherKey, LATE)).isInstanceOf(SuppressRestartsException.class);
        definition = definition("", "schema.change.behavior: exception");
        assertThatThrownBy(() -> bind(table(ID, A, TEXT), LATE)).isInstanceOf(SuppressRestartsException.class);
    }

    @Test
    void whatIsLostInOneShardStaysForTheOthers() {
        String routes = "route:\n  - source-table: shop.orders\\d*\n    sink-table: shop.orders\n";
        definition = definition(
                routes, "schema.change.behavior: evolve\nschema.change.approved: [drop.column, truncate.table]");
        bind(table(ID, A, TEXT), EARLY);
        follow(altered(table(ID), Map.of("a", "b"), List.of("t")));
        follow(TableChange.of(new Name("shop", "orders"), LATE, Kind.TRUNCATE));

        assertThat(orders().schema().columns())
                .extracting(Types.NestedField::name)
                .contains("a", "t");
        assertThat(orders().snapshots()).hasSize(1);
    }

    @Test
    void aTableWithoutKeyOrNameForTheLakeIsNotCarried() {
        assertThat(bind(Tables.table("keyless", List.of(), A), LATE)).isEmpty();
        assertThat(bind(Tables.table("no name", List.of("Id"), ID), LATE)).isEmpty();
        assertThat(catalog.namespaceExists(Namespace.of("shop"))).isFalse();
    }

    /** Always the same catalog. */
    private record InMemory(Catalog catalog) implements CatalogLoader {
        @Override
        public Catalog loadCatalog() {
            return catalog;
        }

        @Override
        public CatalogLoader clone() {
            return this;
        }
    }
}

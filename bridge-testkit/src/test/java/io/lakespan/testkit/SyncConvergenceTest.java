package io.lakespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.sync.Change;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SideWriter;
import io.lakespan.sync.SyncExecutor;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import io.lakespan.sync.SyncPlanner;
import io.lakespan.sync.SyncReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reader, planner and executor together, pass after pass. */
class SyncConvergenceTest {
    private static final TableRef ORDERS = TableRef.of("shop", "orders");

    private final InMemoryMetadataCatalog left = new InMemoryMetadataCatalog("left");
    private final InMemoryMetadataCatalog right = new InMemoryMetadataCatalog("right");
    private final InMemoryAgreementStore agreements = new InMemoryAgreementStore();
    private final SyncReader reader = new SyncReader(left, right, agreements, Map.of());

    @BeforeEach
    void aShopOnTheLeft() {
        left.put(Database.of("shop"), Expected.absent());
        left.put(Table.of(ORDERS, TableFormat.HIVE, Schema.of(Column.of("id", "int"))), Expected.absent());
    }

    @Test
    void aSecondPassHasNothingToDo() {
        pass();
        assertThat(right.find(ORDERS).orElseThrow().value())
                .isEqualTo(left.find(ORDERS).orElseThrow().value());
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void changesOnTheLeftArriveAndAnEditOnTheRightSurvivesThem() {
        pass();
        edit(right, right.find(ORDERS).orElseThrow().value().withDescription(Optional.of("from Atlas")));
        edit(
                left,
                left.find(ORDERS)
                        .orElseThrow()
                        .value()
                        .withSchema(Schema.of(Column.of("id", "bigint"), Column.of("total", "double"))));
        pass();
        Table after = right.find(ORDERS).orElseThrow().value();
        assertThat(after.description()).contains("from Atlas");
        assertThat(after.schema().columns()).hasSize(2);
        assertThat(left.find(ORDERS).orElseThrow().value().description()).contains("from Atlas");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void aTableDroppedOnTheLeftIsDroppedOnTheRightAndForgotten() {
        pass();
        left.drop(ORDERS, left.find(ORDERS).orElseThrow().version());
        pass();
        assertThat(right.find(ORDERS)).isEmpty();
        assertThat(agreements.agreed(ORDERS)).isEmpty();
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void aStaleChangeFailsAloneAndIsDoneByTheNextPass() {
        pass();
        edit(left, left.find(ORDERS).orElseThrow().value().withOwner(Optional.of("ann")));
        SyncPlan stale = plan();
        edit(right, right.find(ORDERS).orElseThrow().value().withDescription(Optional.of("meanwhile")));
        List<Outcome> outcomes = apply(stale);
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
        pass();
        Table after = right.find(ORDERS).orElseThrow().value();
        assertThat(after.owner()).contains("ann");
        assertThat(after.description()).contains("meanwhile");
    }

    @Test
    void theDatabaseIsCreatedBeforeItsTables() {
        assertThat(plan().changes()).first().isInstanceOf(Change.CreateDatabase.class);
        assertThat(apply(plan())).allMatch(Outcome.Applied.class::isInstance);
    }

    private void pass() {
        assertThat(apply(plan())).allMatch(Outcome.Applied.class::isInstance);
    }

    private SyncPlan plan() {
        return SyncPlanner.plan(reader.read("shop"), SyncOptions.defaults());
    }

    private List<Outcome> apply(SyncPlan plan) {
        return new SyncExecutor(SideWriter.of(left), SideWriter.of(right), agreements).apply(plan, outcome -> {});
    }

    private static void edit(InMemoryMetadataCatalog side, Table table) {
        Version version = side.find(table.ref()).orElseThrow().version();
        side.put(table, Expected.at(version));
    }
}

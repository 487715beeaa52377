package io.lakespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.Grade;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.lineage.RunState;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.spi.LineageStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LineageStore} does. */
public abstract class LineageStoreContract {
    private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");

    private final String database =
            "lin_" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    private LineageStore store;

    /** An open store; what is in it already does not matter. */
    protected abstract LineageStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void datasetsNobodyKnewAreEnteredAndLinkedThroughTheProcess() {
        store.record(run("r1", T0).seen(RunState.RUNNING, T0.plusSeconds(1)));
        LineageGraph graph = store.around(lake("orders"), 4);
        LineageGraph.Node process = only(graph.upstream(graph.start()));
        assertThat(process.type()).isEqualTo("flink_process");
        assertThat(process.state()).contains("RUNNING");
        LineageGraph.Node source = only(graph.upstream(process.id()));
        assertThat(source.type()).isEqualTo("rdbms_table");
        assertThat(source.qualifiedName()).contains(database + ".orders");
        assertThat(graph.node(graph.start()).type()).isEqualTo("iceberg_table");
    }

    @Test
    void recordingTheSameRunTwiceAddsNothing() {
        store.record(run("r1", T0));
        store.record(run("r1", T0));
        LineageGraph graph = store.around(lake("orders"), 4);
        assertThat(graph.nodes()).hasSize(3);
        assertThat(graph.links()).hasSize(2);
    }

    @Test
    void aLaterRunOfTheSameJobKeepsTheProcess() {
        store.record(run("r1", T0));
        String before = processId();
        store.record(run("r2", T0.plusSeconds(60)).seen(RunState.RUNNING, T0.plusSeconds(61)));
        assertThat(processId()).isEqualTo(before);
        assertThat(state()).isEqualTo("RUNNING");
    }

    @Test
    void theStateFollowsTheNewestObservation() {
        store.record(run("r1", T0).seen(RunState.RUNNING, T0.plusSeconds(1)));
        store.record(run("r1", T0).seen(RunState.FAILED, T0.plusSeconds(9)));
        store.record(run("r1", T0).seen(RunState.RUNNING, T0.plusSeconds(5)));
        assertThat(state()).isEqualTo("FAILED");
    }

    @Test
    void aDatasetSeesOnlyTheProcessesItTakesPartIn() {
        store.record(run("r1", T0));
        LineageGraph graph = store.around(lake("customers"), 4);
        assertThat(graph.nodes())
                .extracting(LineageGraph.Node::qualifiedName)
                .noneMatch(name -> name.contains("orders"));
        assertThat(graph.nodes()).hasSize(3);
    }

    @Test
    void lineageOfADatasetNobodyRecordedIsNotFound() {
        assertThatThrownBy(() -> store.around(lake("never_seen"), 2))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private String processId() {
        LineageGraph graph = store.around(lake("orders"), 2);
        return only(graph.upstream(graph.start())).id();
    }

    private String state() {
        LineageGraph graph = store.around(lake("orders"), 2);
        return only(graph.upstream(graph.start())).state().orElseThrow();
    }

    private JobRun run(String id, Instant at) {
        return JobRun.started("job-" + database, "contract", id, at)
                .withEdges(List.of(edge("orders"), edge("customers")))
                .withAttributes(Map.of("parallelism", "2"));
    }

    private LineageEdge edge(String table) {
        return new LineageEdge(
                List.of(new Dataset.RdbmsTable("mysql", "127.0.0.1", 3306, database, table)),
                lake(table),
                Grade.DECLARED);
    }

    private Dataset lake(String table) {
        return new Dataset.LakeTable(TableRef.of(database, table), TableFormat.ICEBERG);
    }

    private static LineageGraph.Node only(List<LineageGraph.Node> nodes) {
        assertThat(nodes).hasSize(1);
        return nodes.get(0);
    }
}

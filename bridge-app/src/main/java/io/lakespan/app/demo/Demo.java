package io.lakespan.app.demo;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.cdc.CdcJobs;
import io.lakespan.app.cdc.CdcVerification;
import io.lakespan.app.demo.shop.Shop;
import io.lakespan.app.demo.shop.ShopListener;
import io.lakespan.app.demo.shop.ShopTraffic;
import io.lakespan.app.demo.shop.TrafficCount;
import io.lakespan.app.demo.shop.TrafficPlan;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.sync.PassListener;
import io.lakespan.app.sync.PassReport;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.app.sync.PlanText;
import io.lakespan.app.sync.Selection;
import io.lakespan.app.sync.SyncWork;
import io.lakespan.app.text.LineageTree;
import io.lakespan.app.text.TextTable;
import io.lakespan.app.verify.ComparisonListener;
import io.lakespan.app.verify.ComparisonReport;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.spi.SearchHit;
import io.lakespan.sync.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The main job end to end on the local stack; fails at the first thing that is not as it should be. */
public final class Demo {
    private static final int LIVE_CHANGES = 5_000;
    private static final String SEARCH = "orders";
    private static final TableRef ORDERS = TableRef.of(Shop.DATABASE, "orders");
    private static final int SEARCH_LIMIT = 10;
    private static final int LINEAGE_DEPTH = 6;

    private final LocalStack stack;
    private final Services services;
    private final Consumer<String> step;
    private final Consumer<String> show;

    /**
     * @param step hears what is about to be done
     * @param show hears what came out
     */
    public Demo(LocalStack stack, Services services, Consumer<String> step, Consumer<String> show) {
        this.stack = requireNonNull(stack, "stack");
        this.services = requireNonNull(services, "services");
        this.step = requireNonNull(step, "step");
        this.show = requireNonNull(show, "show");
    }

    /** @throws BridgeException {@code MISMATCH} when lake and source differ; others as the steps throw them */
    public void run() {
        MySqlServer root = root();
        endEarlierJob();
        step.accept("Filling MySQL's database " + Shop.DATABASE + " (five tables, 50,000 orders)");
        new Shop(root, Shop.SEED).recreate(loaded());

        Path definition = DemoDefinition.write(stack);
        step.accept("Starting one CDC job for all tables: " + definition);
        CdcJobs jobs = new CdcJobs(services, Clock.systemUTC());
        CdcJobs.Submitted job = jobs.run(definition, Optional.empty());
        job.warnings().forEach(warning -> show.accept("warning: " + warning));
        LakeProgress lake = new LakeProgress(services, job.run().runId(), show);
        lake.awaitSnapshot(root);

        step.accept("Making " + LIVE_CHANGES + " live changes in MySQL: inserts, updates, deletes, key changes");
        TrafficCount traffic = new ShopTraffic(root, TrafficPlan.of(LIVE_CHANGES)).run(ShopListener.SILENT);
        show.accept("%d inserts, %d updates, %d deletes, %d key changes in %d transactions"
                .formatted(
                        traffic.inserts(),
                        traffic.updates(),
                        traffic.deletes(),
                        traffic.keyChanges(),
                        traffic.transactions()));

        step.accept("Comparing lake and source: every row, every column");
        compare(definition, lake);
        step.accept("Bringing the tables from Glue to Atlas (lakespan sync apply)");
        sync();
        // The run is RUNNING by now; Atlas is told.
        jobs.list();
        step.accept("Searching Atlas for \"" + SEARCH + "\" (lakespan search " + SEARCH + ")");
        search();
        step.accept("Where " + ORDERS + " comes from (lakespan lineage show " + ORDERS + ")");
        lineage();
    }

    private MySqlServer root() {
        return new MySqlServer(
                "127.0.0.1", stack.port("mysql.port"), "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
    }

    /** A job of an earlier demo still reads the tables that are about to be made anew. */
    private void endEarlierJob() {
        FlinkCluster flink = services.flink();
        Optional<FlinkJob> earlier = flink.running(DemoDefinition.JOB);
        earlier.ifPresent(job -> {
            step.accept("Ending the job of an earlier demo");
            flink.cancel(job.id());
            LakeProgress.awaitEnd(flink, job.id());
        });
    }

    private ShopListener loaded() {
        return new ShopListener() {
            @Override
            public void loaded(String table, int rows) {
                show.accept("  %-12s %,9d rows".formatted(table, rows));
            }
        };
    }

    private void compare(Path definition, LakeProgress lake) {
        lake.awaitCheckpoints();
        ComparisonReport report = CdcVerification.of(definition, services, ComparisonListener.SILENT);
        for (int attempt = 1; !report.equal() && attempt < LakeProgress.ATTEMPTS; attempt++) {
            lake.awaitCheckpoints();
            report = CdcVerification.of(definition, services, ComparisonListener.SILENT);
        }
        report.lines().forEach(show);
        if (!report.equal()) {
            throw new BridgeException(
                    ErrorCode.MISMATCH,
                    "lake and source differ; look at the job at "
                            + services.flink().url() + " and at 'lakespan logs flink-taskmanager'");
        }
    }

    private void sync() {
        PlanRequest shop = PlanRequest.defaults().withSelection(new Selection(List.of(Shop.DATABASE), List.of()));
        PassReport report =
                SyncWork.of(services.pair(shop), PassListener.none()).apply(shop, plans -> {}, () -> false);
        show.accept(PlanText.of(report));
        report.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .findFirst()
                .ifPresent(failed -> {
                    throw new BridgeException(failed.code(), failed.message());
                });
    }

    private void search() {
        List<SearchHit> hits = LakeProgress.awaitHits(() -> services.search().search(SEARCH, SEARCH_LIMIT));
        TextTable table = new TextTable("TYPE", "NAME", "QUALIFIED NAME", "DESCRIPTION");
        hits.forEach(hit -> table.row(
                hit.type(), hit.name(), hit.qualifiedName(), hit.description().orElse("")));
        show.accept(table.toString());
    }

    private void lineage() {
        LineageGraph graph =
                services.lineage().around(new Dataset.LakeTable(ORDERS, TableFormat.ICEBERG), LINEAGE_DEPTH);
        show.accept(LineageTree.of(graph));
        boolean fromMysql = graph.nodes().stream().anyMatch(node -> node.type().equals("rdbms_table"));
        if (!fromMysql) {
            throw new BridgeException(
                    ErrorCode.MISMATCH,
                    "Atlas shows no MySQL table before " + ORDERS + "; look at 'lakespan logs atlas'");
        }
    }
}

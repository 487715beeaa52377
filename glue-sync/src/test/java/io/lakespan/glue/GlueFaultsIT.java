package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.testkit.FaultyGlueLink;
import io.lakespan.testkit.FaultyGlueLink.Call;
import io.lakespan.testkit.FaultyGlueLink.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real endpoint behind a link that refuses calls and loses answers. */
class GlueFaultsIT {
    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private final TableRef orders = TableRef.of(database, "orders");

    @Test
    void throttlingOfAThirdOfAllCallsLosesNothing() throws Exception {
        Random random = new Random(7);
        AtomicInteger refused = new AtomicInteger();
        Function<Call, Fault> aThird = call -> {
            synchronized (random) {
                boolean throttled = random.nextInt(3) == 0;
                refused.addAndGet(throttled ? 1 : 0);
                return throttled ? Fault.THROTTLED : Fault.NONE;
            }
        };
        try (FaultyGlueLink link = new FaultyGlueLink(GLUE.endpoint(), aThird);
                GlueMetadataCatalog catalog =
                        GlueMetadataCatalog.open(GLUE.config().withEndpoint(link.address()))) {
            catalog.put(Database.of(database), Expected.absent());
            createAndDescribe(catalog, 60);

            try (Stream<Versioned<Table>> tables = catalog.tables(database)) {
                assertThat(tables.map(table -> table.value().description()))
                        .hasSize(60)
                        .allMatch(Optional.of("described")::equals);
            }
        }
        assertThat(refused.get()).isGreaterThan(60);
    }

    @Test
    void anAnswerLostAfterTheWriteTookEffectIsToldAsUnknown() {
        try (GlueMetadataCatalog sound = GlueMetadataCatalog.open(GLUE.config());
                FaultyGlueLink link = new FaultyGlueLink(GLUE.endpoint(), GlueFaultsIT::loseAnswersOfWrites);
                GlueMetadataCatalog catalog =
                        GlueMetadataCatalog.open(GLUE.config().withEndpoint(link.address()))) {
            sound.put(Database.of(database), Expected.absent());

            unknown(() -> catalog.put(table("orders"), Expected.absent()));
            Versioned<Table> created = sound.find(orders).orElseThrow();
            unknown(() ->
                    catalog.put(created.value().withDescription(Optional.of("new")), Expected.at(created.version())));

            assertThat(sound.find(orders).orElseThrow().value().description()).contains("new");
            assertThat(catalog.calls()).as("no write is sent twice").containsEntry("UpdateTable", 1L);
        }
    }

    private static Fault loseAnswersOfWrites(Call call) {
        return call.action().startsWith("Get") ? Fault.NONE : Fault.ANSWER_LOST;
    }

    private void createAndDescribe(GlueMetadataCatalog catalog, int tables) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Version>> work = IntStream.range(0, tables)
                    .<Callable<Version>>mapToObj(number -> () -> {
                        Version created = catalog.put(table("t" + number), Expected.absent());
                        Table described = table("t" + number).withDescription(Optional.of("described"));
                        return catalog.put(described, Expected.at(created));
                    })
                    .toList();
            for (Future<Version> each : threads.invokeAll(work)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Table table(String name) {
        return Table.of(TableRef.of(database, name), TableFormat.HIVE, Schema.of(Column.of("id", "int")));
    }

    private static void unknown(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> assertThat(e.code())
                .as(e.getMessage())
                .isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
    }
}

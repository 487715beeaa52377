package io.lakespan.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualifiedNamesTest {
    private final QualifiedNames names = new QualifiedNames("ns");
    private final TableRef orders = TableRef.of("Shop", "Orders");

    @Test
    void tablesAreNamedAsAtlasHiveHookNamesThem() {
        assertThat(names.database("Shop")).isEqualTo("shop@ns");
        assertThat(names.table(orders)).isEqualTo("shop.orders@ns");
        assertThat(names.column(orders, "ID")).isEqualTo("shop.orders.id@ns");
        assertThat(names.storage(orders)).isEqualTo("shop.orders@ns_storage");
    }

    @Test
    void rdbmsNamesKeepTheCaseOfTheTableAndFoldTheHost() {
        var table = new Dataset.RdbmsTable("mysql", "DB.example", 3306, "Shop", "Orders");
        assertThat(names.rdbmsInstance(table)).isEqualTo("mysql://db.example:3306@ns");
        assertThat(names.rdbmsDatabase(table)).isEqualTo("mysql://db.example:3306/Shop@ns");
        assertThat(names.dataset(table)).isEqualTo("mysql://db.example:3306/Shop.Orders@ns");
    }

    @Test
    void theSameJobKeepsItsNamesFromRunToRun() {
        var edge = new LineageEdge(List.of(), new Dataset.LakeTable(orders, TableFormat.ICEBERG), Grade.DECLARED);
        JobRun first = JobRun.started("shop-to-lake", "local", "run-1", Instant.EPOCH);
        JobRun second = JobRun.started("shop-to-lake", "local", "run-2", Instant.EPOCH.plusSeconds(1));
        assertThat(names.application(first)).isEqualTo("flink://local/shop-to-lake@ns");
        assertThat(names.process(first, edge))
                .isEqualTo("flink://local/shop-to-lake/shop.orders@ns")
                .isEqualTo(names.process(second, edge));
    }
}

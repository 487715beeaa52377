package io.lakespan.model.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.hudi.HudiTables.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HudiTablesTest {
    private static final String READ_OPTIMIZED = "org.apache.hudi.hadoop.HoodieParquetInputFormat";
    private static final String REALTIME = "org.apache.hudi.hadoop.realtime.HoodieParquetRealtimeInputFormat";
    private static final String PLACE = "s3://lake/shop/orders";

    @Test
    void aRegisteredTableIsShownWithItsViews() {
        Table table = entry("orders", REALTIME, PLACE);
        Table optimised = entry("orders_ro", READ_OPTIMIZED, PLACE);
        Table realtime = entry("orders_rt", REALTIME, PLACE);

        assertThat(shown(realtime, table, optimised))
                .containsExactly(new Shown(
                        table,
                        true,
                        List.of(
                                new HudiView(optimised, HudiView.Kind.READ_OPTIMIZED),
                                new HudiView(realtime, HudiView.Kind.REALTIME))));
    }

    @Test
    void twoViewsAloneAreShownUnderTheTablesName() {
        Table realtime = entry("orders_rt", REALTIME, PLACE);

        List<Shown> shown = shown(entry("orders_ro", READ_OPTIMIZED, PLACE), realtime);

        assertThat(shown).singleElement().satisfies(table -> {
            assertThat(table.table()).isEqualTo(realtime.withRef(TableRef.of("shop", "orders")));
            assertThat(table.registered()).isFalse();
            assertThat(table.views())
                    .extracting(view -> view.entry().ref().name())
                    .containsExactly("orders_ro", "orders_rt");
        });
    }

    @Test
    void aRealtimeViewAloneIsAView() {
        assertThat(names(shown(entry("orders_rt", REALTIME, PLACE)))).containsExactly("orders");
    }

    @Test
    void aTableThatOnlyEndsLikeAViewStaysATable() {
        assertThat(names(shown(
                        entry("orders_ro", READ_OPTIMIZED, PLACE),
                        entry("items_rt", READ_OPTIMIZED, "s3://lake/shop/items"),
                        entry("_rt", REALTIME, "s3://lake/shop/rt"))))
                .containsExactly("_rt", "items_rt", "orders_ro");
    }

    @Test
    void aReadOptimisedViewAloneIsAViewWhenItsSerdeSaysSo() {
        Table optimised = withSerde(entry("orders_ro", READ_OPTIMIZED, PLACE), "hoodie.query.as.ro.table", "true");

        assertThat(names(shown(optimised))).containsExactly("orders");
    }

    @Test
    void withoutAnInputFormatTheSerdeTellsTheKind() {
        Table realtime = withSerde(hudi("orders_rt", PLACE), "hoodie.query.as.ro.table", "false");
        Table optimised = withSerde(hudi("orders_ro", PLACE), "hoodie.query.as.ro.table", "true");

        assertThat(shown(optimised, realtime)).singleElement().satisfies(table -> assertThat(table.views())
                .extracting(HudiView::kind)
                .containsExactly(HudiView.Kind.READ_OPTIMIZED, HudiView.Kind.REALTIME));
    }

    @Test
    void thePlaceIsTheSameHoweverItIsSpelt() {
        assertThat(names(shown(
                        entry("orders", REALTIME, "s3a://lake/shop/orders/"),
                        entry("orders_ro", READ_OPTIMIZED, "s3n://lake/shop/orders"),
                        entry("orders_rt", REALTIME, PLACE))))
                .containsExactly("orders");
        assertThat(names(shown(
                        entry("a_ro", READ_OPTIMIZED, "file:/lake/a"), entry("a_rt", REALTIME, "file:///lake/a/"))))
                .containsExactly("a");
    }

    @Test
    void viewsOfAnotherPlaceAreTablesOfTheirOwn() {
        assertThat(names(shown(
                        entry("orders", REALTIME, PLACE),
                        entry("orders_ro", READ_OPTIMIZED, PLACE),
                        entry("orders_rt", REALTIME, "s3://lake/shop/old_orders"))))
                .containsExactly("orders", "orders_rt");
        assertThat(names(shown(
                        entry("orders_ro", READ_OPTIMIZED, PLACE),
                        entry("orders_rt", REALTIME, "s3://lake/shop/old_orders"))))
                .containsExactly("orders_ro", "orders_rt");
    }

    @Test
    void aBaseNameThatIsTakenBySomethingElseHidesNoView() {
        Table other = Table.of(TableRef.of("shop", "orders"), TableFormat.ICEBERG, Schema.empty())
                .withLocation(Optional.of(PLACE));

        assertThat(names(shown(other, entry("orders_ro", READ_OPTIMIZED, PLACE), entry("orders_rt", REALTIME, PLACE))))
                .containsExactly("orders", "orders_ro", "orders_rt");
    }

    @Test
    void tablesOfOtherFormatsAreShownAsTheyAre() {
        Table hive = Table.of(TableRef.of("shop", "sales_ro"), TableFormat.HIVE, Schema.of(Column.of("id", "bigint")))
                .withLocation(Optional.of(PLACE));
        Table unplaced = Table.of(TableRef.of("shop", "lost_rt"), TableFormat.HUDI, Schema.empty());

        assertThat(shown(hive, unplaced))
                .containsExactly(new Shown(unplaced, true, List.of()), new Shown(hive, true, List.of()));
    }

    private static List<Shown> shown(Table... tables) {
        return HudiTables.shown(Arrays.asList(tables));
    }

    private static List<String> names(List<Shown> shown) {
        return shown.stream().map(table -> table.table().ref().name()).toList();
    }

    private static Table entry(String name, String inputFormat, String place) {
        return hudi(name, place)
                .withStorage(Storage.of(
                        inputFormat,
                        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"));
    }

    private static Table hudi(String name, String place) {
        return Table.of(TableRef.of("shop", name), TableFormat.HUDI, Schema.of(Column.of("id", "bigint")))
                .withLocation(Optional.of(place));
    }

    private static Table withSerde(Table table, String key, String value) {
        return table.withStorage(table.storage().withSerializationParameters(new TreeMap<>(Map.of(key, value))));
    }
}

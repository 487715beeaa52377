package io.lakespan.hms;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.TableFormat;
import io.lakespan.model.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmsTablesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            EXTERNAL_TABLE,    table_type=ICEBERG,                       ICEBERG
            MANAGED_TABLE,     table_type=iceberg,                       ICEBERG
            EXTERNAL_TABLE,    spark.sql.sources.provider=hudi,          HUDI
            EXTERNAL_TABLE,    last_commit_time_sync=20261121,           HUDI
            EXTERNAL_TABLE,    hoodie.table.name=x,                      HUDI
            VIRTUAL_VIEW,      a=b,                                      VIEW
            VIRTUAL_VIEW,      table_type=iceberg-view,                  VIEW
            MATERIALIZED_VIEW, a=b,                                      VIEW
            EXTERNAL_TABLE,    a=b,                                      HIVE
            MANAGED_TABLE,     transactional=true,                       HIVE
            EXTERNAL_TABLE,    spark.sql.sources.provider=parquet,       HIVE
            EXTERNAL_TABLE,    spark.sql.sources.provider=delta,         UNKNOWN
            EXTERNAL_TABLE,    is_generic=true,                          UNKNOWN
            EXTERNAL_TABLE,    flink.connector=kafka,                    UNKNOWN
            EXTERNAL_TABLE,    storage_handler=org.example.HBaseHandler, UNKNOWN
            """)
    void anEngineIsKnownByItsMarks(String type, String parameter, TableFormat format) {
        String[] pair = parameter.split("=");
        assertThat(HmsFormats.of(Fixtures.entry("shop", "orders", type, Map.of(pair[0], pair[1]))))
                .isEqualTo(format);
    }

    @Test
    void hudiIsKnownByItsInputFormat() {
        Table table = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of());
        table.getSd().setInputFormat("org.apache.hudi.hadoop.HoodieParquetInputFormat");
        assertThat(HmsFormats.of(table)).isEqualTo(TableFormat.HUDI);
    }

    @Test
    void aTableWhoseColumnsOnlySparkKnowsIsUnknown() {
        Table table = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of("spark.sql.sources.provider", "json"));
        table.getSd().setCols(List.of(new FieldSchema("col", "array<string>", "from deserializer")));
        assertThat(HmsFormats.of(table)).isEqualTo(TableFormat.UNKNOWN);
    }

    @Test
    void aTableWithNothingButANameIsShownAndDescribed() {
        Table bare = new Table();
        bare.setDbName("shop");
        bare.setTableName("bare");
        io.lakespan.model.Table shown = HmsTables.fromHms(bare).value();
        assertThat(shown.format()).isEqualTo(TableFormat.UNKNOWN);
        assertThat(shown.schema()).isEqualTo(Schema.empty());
        assertThat(shown.storage()).isEqualTo(Storage.none());

        Table described = HmsTables.updated(bare, shown.withDescription(Optional.of("bare")));
        assertThat(described.getParameters()).containsExactly(Map.entry("comment", "bare"));
        assertThat(described.getSd()).isNull();
    }

    @Test
    void theVersionDoesNotDependOnTheOrderOfParameters() {
        Table one = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of());
        Table other = one.deepCopy();
        one.setParameters(new LinkedHashMap<>(Map.of("a", "1")));
        one.getParameters().put("b", "2");
        other.setParameters(new LinkedHashMap<>(Map.of("b", "2")));
        other.getParameters().put("a", "1");
        assertThat(HmsTables.version(one)).isEqualTo(HmsTables.version(other));
    }

    @Test
    void theVersionChangesWithWhatTheEntrySays() {
        Table before = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of("a", "1", "b", "2"));
        List<Consumer<Table>> edits = List.of(
                table -> table.putToParameters("a", "12"),
                table -> table.getParameters().remove("b"),
                table -> table.setOwner("bob"),
                table -> table.setCreateTime(7),
                table -> table.getSd().setLocation("s3://elsewhere"),
                table -> table.getSd().getCols().get(0).setComment("other"),
                table -> table.getSd().setBucketCols(List.of("id")),
                table -> table.getSd().setSortCols(List.of(new Order("id", 1))),
                table -> table.getSd().getSerdeInfo().setParameters(Map.of("field.delim", ";")),
                table -> table.setPartitionKeys(List.of(new FieldSchema("day", "date", null))),
                table -> table.setViewOriginalText("SELECT 1"));
        assertThat(edits.stream().map(edit -> {
                    Table after = before.deepCopy();
                    edit.accept(after);
                    return HmsTables.version(after);
                }))
                .doesNotHaveDuplicates()
                .doesNotContain(HmsTables.version(before));
    }

    @Test
    void theVersionDoesNotChangeWhenTheTableIsRead() {
        Table before = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of());
        Table after = before.deepCopy();
        after.setLastAccessTime(1_700_000_000);
        assertThat(HmsTables.version(after)).isEqualTo(HmsTables.version(before));
    }

    @Test
    void anothersChangeRightAfterAWriteIsNotTakenForSeen() {
        Table written = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of("a", "1"));
        Table found = written.deepCopy();
        found.putToParameters("transient_lastDdlTime", "1700000000");
        assertThat(HmsTables.after(written, found)).isEqualTo(HmsTables.version(found));
        found.putToParameters("metadata_location", "s3://lake/2.json");
        assertThat(HmsTables.after(written, found)).isNotEqualTo(HmsTables.version(found));
    }

    @Test
    void secretsAreShownAsAsterisksAndATagOfThatNameIsNot() {
        Table table = Fixtures.entry(
                "shop", "orders", "EXTERNAL_TABLE", Map.of("db.password", "geheim", "lakespan.tag.SECRET", "true"));
        io.lakespan.model.Table shown = HmsTables.fromHms(table).value();
        assertThat(shown.parameters()).containsEntry("db.password", "******");
        assertThat(shown.annotations()).isEqualTo(Annotations.none().withTag(Tag.of("SECRET")));
        assertThat(HmsTables.updated(table, shown).getParameters())
                .containsEntry("db.password", "geheim")
                .containsEntry("lakespan.tag.SECRET", "true");
    }

    @Test
    void whoWroteLastIsOnlyToldWhenItWasHive() {
        Table table = Fixtures.entry(
                "shop",
                "orders",
                "EXTERNAL_TABLE",
                Map.of("transient_lastDdlTime", "100", "last_modified_time", "100", "last_modified_by", "ann"));
        assertThat(HmsTables.fromHms(table).modified()).hasValueSatisfying(modified -> {
            assertThat(modified.at()).isEqualTo(Instant.ofEpochSecond(100));
            assertThat(modified.by()).contains("ann");
        });
        table.putToParameters("transient_lastDdlTime", "200");
        assertThat(HmsTables.fromHms(table).modified().orElseThrow().by()).isEmpty();
    }

    @Test
    void theCaseOfATypeStaysAsItsEngineWroteIt() {
        Table table = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", Map.of());
        table.getSd().setCols(List.of(new FieldSchema("item", "struct<orderId:INT>", null)));
        io.lakespan.model.Table shown = HmsTables.fromHms(table).value();
        assertThat(shown.schema().columns()).containsExactly(Column.of("item", "struct<orderid:int>"));
        assertThat(HmsTables.updated(table, shown).getSd().getCols().get(0).getType())
                .isEqualTo("struct<orderId:INT>");
    }

    @Test
    void storageComesBackAsItWasGiven() {
        Storage storage = new Storage(
                Optional.of("in"),
                Optional.of("out"),
                Optional.of("serde"),
                new TreeMap<>(Map.of("a", "b")),
                true,
                8,
                List.of("id"),
                List.of("id ASC", "name DESC"));
        Table table = HmsTables.created(Fixtures.orders("shop").withStorage(storage));
        assertThat(HmsTables.fromHms(table).value().storage()).isEqualTo(storage);
    }

    @Test
    void aParameterThatIsNoLongerWantedGoesAndTheOthersOwnStay() {
        Map<String, String> parameters = new HashMap<>(
                Map.of("mine", "1", "numRows", "17", "transactional", "true", "EXTERNAL", "TRUE", "a.token", "x"));
        Table table = Fixtures.entry("shop", "orders", "EXTERNAL_TABLE", parameters);
        Table updated = HmsTables.updated(
                table, HmsTables.fromHms(table).value().withParameters(Map.of("yours", "2", "numRows", "18")));
        parameters.remove("mine");
        parameters.put("yours", "2");
        assertThat(updated.getParameters()).isEqualTo(parameters);
    }
}

package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, types and texts at the edges of what a metastore takes; the same for each version of it. */
abstract class NamesAndTexts {
    final String database = LocalHms.unique("names_");
    HmsMetadataCatalog catalog;

    abstract HmsConfig config();

    @BeforeEach
    void open() {
        catalog = HmsMetadataCatalog.open(config());
        catalog.put(Database.of(database), Expected.absent());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void aNameOf128CharactersIsAName() {
        Table named = Fixtures.orders(database).withRef(TableRef.of(database, "t".repeat(128)));
        Version version = catalog.put(named, Expected.absent());
        catalog.put(named.withDescription(Optional.of("long")), Expected.at(version));
        assertThat(catalog.find(named.ref()).orElseThrow().value().description())
                .contains("long");
    }

    @Test
    void aNameThatHiveDoesNotTakeIsRefused() {
        Table named = Fixtures.orders(database).withRef(TableRef.of(database, "bestellungen für 商店"));
        refused(ErrorCode.INVALID_INPUT, () -> catalog.put(named, Expected.absent()));
        assertThat(catalog.find(named.ref())).isEmpty();
    }

    @Test
    void columnsMayHaveAnyName() {
        Schema schema = Schema.of(
                Column.of("größe", "int").withDescription(Optional.of("in Zentimetern – 厘米 📏")),
                Column.of("with space", "string"),
                Column.of("a.b", "string"));
        catalog.put(Table.of(ref("columns"), TableFormat.HIVE, schema), Expected.absent());
        assertThat(catalog.find(ref("columns")).orElseThrow().value().schema()).isEqualTo(schema);
    }

    @Test
    void aTypeOfTenThousandCharactersComesBack() {
        String type = IntStream.range(0, 600)
                .mapToObj(i -> "field_number_%04d:bigint".formatted(i))
                .collect(Collectors.joining(",", "struct<", ">"));
        assertThat(type.length()).isGreaterThan(10_000);
        Schema schema = Schema.of(Column.of("wide", type));
        catalog.put(Table.of(ref("wide"), TableFormat.HIVE, schema), Expected.absent());
        assertThat(catalog.find(ref("wide")).orElseThrow().value().schema()).isEqualTo(schema);
    }

    @Test
    void aTableWithoutColumnsIsShownAndDescribed() {
        Table empty = Table.of(ref("empty"), TableFormat.HIVE, Schema.empty());
        Version version = catalog.put(empty, Expected.absent());
        catalog.put(empty.withDescription(Optional.of("nothing in it")), Expected.at(version));
        assertThat(catalog.find(ref("empty")).orElseThrow().value().description())
                .contains("nothing in it");
    }

    @Test
    void aViewOfAnotherEngineIsDescribedAndKept() throws TException {
        var view = Fixtures.entry(database, "a_view", "VIRTUAL_VIEW", Map.of("presto_view", "true"));
        view.setViewOriginalText("/* Presto View: eyJvcmlnaW5hbFNxbCI6IiJ9 */");
        view.setViewExpandedText("/* Presto View */");
        view.getSd().setLocation(null);
        view.getSd().setInputFormat(null);
        Fixtures.client(config()).create_table(view);
        var read = catalog.find(ref("a_view")).orElseThrow();
        assertThat(read.value().format()).isEqualTo(TableFormat.VIEW);

        catalog.put(read.value().withDescription(Optional.of("all of them")), Expected.at(read.version()));

        var after = Fixtures.client(config()).get_table(database, "a_view");
        assertThat(after.getViewOriginalText()).isEqualTo(view.getViewOriginalText());
        assertThat(after.getViewExpandedText()).isEqualTo(view.getViewExpandedText());
        assertThat(after.getSd().getCols()).extracting(FieldSchema::getType).containsExactly("bigint", "string");
        assertThat(after.getParameters()).containsEntry("presto_view", "true").containsEntry("comment", "all of them");
    }

    TableRef ref(String name) {
        return TableRef.of(database, name);
    }
}

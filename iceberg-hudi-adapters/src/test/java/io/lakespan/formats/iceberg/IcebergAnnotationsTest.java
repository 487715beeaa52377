package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Mirror;
import io.lakespan.model.Table;
import io.lakespan.model.Tag;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergAnnotationsTest {
    private static final Schema PEOPLE = new Schema(
            required(1, "id", Types.LongType.get()),
            optional(2, "email", Types.StringType.get()),
            optional(3, "phone", Types.StringType.get()));
    private static final Annotations PII = Annotations.none().withTag(Tag.of("PII"));
    private static final Annotations CONTACT =
            Annotations.none().withTerm("Phone Number@sales").withAttribute("gdpr.basis", "consent, explicit");

    @TempDir
    private Path folder;

    private IcebergFormatAdapter adapter;
    private WrittenTable people;

    @BeforeEach
    void open() {
        adapter = IcebergFormatAdapter.open(IcebergConfig.defaults());
        people = WrittenTable.create(folder.resolve("people").toString(), PEOPLE);
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @Test
    void aTableThatSaysNothingHasNothing() {
        people.table().updateProperties().remove("comment").commit();

        Table read = adapter.read(people.registered()
                .withOwner(Optional.of("ann"))
                .withAnnotations(PII)
                .withDescription(Optional.of("the entry's")));

        assertThat(read.annotations()).isEqualTo(Annotations.none());
        assertThat(read.owner()).isEmpty();
        assertThat(read.description()).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() {
        Table annotated = annotated();
        write(annotated);

        assertThat(adapter.read(people.registered())).isEqualTo(annotated.withParameters(registeredParameters()));
    }

    @Test
    void anAnnotationFollowsItsFieldThroughARename() {
        write(annotated());
        evolve(schema -> schema.renameColumn("email", "mail"));

        assertThat(column("mail").annotations()).isEqualTo(PII);
        assertThat(column("phone").annotations()).isEqualTo(CONTACT);
    }

    @Test
    void annotationsOfSwappedColumnsAreSwapped() {
        write(annotated());
        evolve(schema -> schema.renameColumn("email", "x"));
        evolve(schema -> schema.renameColumn("phone", "email"));
        evolve(schema -> schema.renameColumn("x", "phone"));

        assertThat(column("phone").annotations()).isEqualTo(PII);
        assertThat(column("email").annotations()).isEqualTo(CONTACT);
    }

    @Test
    void aNewColumnDoesNotInheritFromADroppedOneOfItsName() {
        write(annotated());
        evolve(schema -> schema.deleteColumn("email"));
        evolve(schema -> schema.addColumn("email", Types.StringType.get()));

        assertThat(column("email").annotations()).isEqualTo(Annotations.none());
        assertThat(column("phone").annotations()).isEqualTo(CONTACT);
    }

    @Test
    void aNewColumnWithARenamedOnesFormerNameHasNothing() {
        write(annotated());
        evolve(schema -> schema.renameColumn("email", "mail"));
        evolve(schema -> schema.addColumn("email", Types.StringType.get()));

        assertThat(column("mail").annotations()).isEqualTo(PII);
        assertThat(column("email").annotations()).isEqualTo(Annotations.none());
    }

    @Test
    void keysThatSomebodyWroteByHandCountByName() {
        people.table()
                .updateProperties()
                .set("lakespan.column.email.tag.PII", "true")
                .set("lakespan.tag.GOLD", "true")
                .commit();

        assertThat(column("email").annotations()).isEqualTo(PII);
        assertThat(adapter.read(people.registered()).annotations())
                .isEqualTo(Annotations.none().withTag(Tag.of("GOLD")));
    }

    @Test
    void namesWithEverySeparatorComeBack() {
        evolve(schema -> schema.renameColumn("email", "a,b=c%d"));
        write(adapter.read(people.registered()).withColumn("a,b=c%d", column -> column.withAnnotations(PII)));
        evolve(schema -> schema.renameColumn("a,b=c%d", "e"));

        assertThat(column("e").annotations()).isEqualTo(PII);
    }

    @Test
    void onlyWhatDiffersIsChanged() {
        write(annotated());
        Table other = annotated()
                .withOwner(Optional.of("bob"))
                .withColumn("phone", column -> column.withAnnotations(Annotations.none()));

        AnnotationChange change = AnnotationChange.between((BaseTable) people.table(), other);

        assertThat(change.set()).isEqualTo(Map.of("owner", "bob", "lakespan.column-ids", "2=email"));
        assertThat(change.removed())
                .containsExactly(
                        "lakespan.column.phone.attribute.gdpr.basis", "lakespan.column.phone.term.sales.Phone Number");
        assertThat(change.docs()).isEmpty();
        assertThat(AnnotationChange.between((BaseTable) people.table(), annotated())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aCopyIsNotCommittedTo() {
        Table copy = annotated().withParameters(Map.of(Mirror.PARAMETER, "hms"));

        assertThatThrownBy(() -> adapter.annotate(copy))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContainingAll("shop.orders", "hms");
    }

    private Table annotated() {
        return adapter.read(people.registered())
                .withDescription(Optional.of("who buys"))
                .withOwner(Optional.of("ann"))
                .withAnnotations(Annotations.none().withTag(Tag.of("GOLD").with("since", "2024")))
                .withColumn("email", column -> column.withAnnotations(PII))
                .withColumn("phone", column -> column.withAnnotations(CONTACT));
    }

    private void write(Table table) {
        UpdateProperties update = people.table().updateProperties();
        AnnotationProperties.written(table).forEach(update::set);
        update.commit();
    }

    private void evolve(Consumer<UpdateSchema> change) {
        UpdateSchema update = people.table().updateSchema();
        change.accept(update);
        update.commit();
    }

    private SortedMap<String, String> registeredParameters() {
        return people.registered().parameters();
    }

    private Column column(String name) {
        return adapter.read(people.registered()).schema().column(name).orElseThrow();
    }
}

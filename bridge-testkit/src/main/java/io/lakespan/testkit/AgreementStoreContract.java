package io.lakespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.ViewText;
import io.lakespan.spi.AgreementStore;
import io.lakespan.sync.Agreement;
import io.lakespan.sync.Facet;
import io.lakespan.sync.Intent;
import io.lakespan.sync.Item;
import io.lakespan.sync.Touched;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AgreementStore} does. */
public abstract class AgreementStoreContract {
    private AgreementStore store;

    /** An open store with nothing in it. */
    protected abstract AgreementStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void whatWasAgreedComesBackToTheLetter() {
        Agreement agreement = new Agreement(
                rich("orders"),
                Version.of("7"),
                Version.of("abc"),
                Set.of(Facet.OWNER),
                new TreeSet<>(Set.of(new Touched(Facet.TERMS, Item.of("t@g")))),
                Optional.of(intent()));
        store.agree(agreement);
        assertThat(store.agreed(TableRef.of("shop", "orders"))).contains(agreement);
    }

    private static Intent intent() {
        Touched tag = new Touched(Facet.TAGS, Item.ofColumn("id", "PII"));
        return new Intent(rich("orders"), new TreeSet<>(), new TreeSet<>(Set.of(tag)));
    }

    @Test
    void aNewAgreementReplacesTheOld() {
        store.agree(Agreement.of(rich("orders"), Version.of("1"), Version.of("1")));
        store.agree(Agreement.of(rich("orders"), Version.of("2"), Version.of("3")));
        assertThat(store.agreed("shop")).hasSize(1);
        assertThat(store.agreed(TableRef.of("shop", "orders")).orElseThrow().left())
                .isEqualTo(Version.of("2"));
    }

    @Test
    void emptyTextsAreNotAbsentOnes() {
        Table blank = rich("orders")
                .withDescription(Optional.of(""))
                .withParameters(Map.of("empty", ""))
                .withAnnotations(Annotations.none().withTag(Tag.of("PII")).withAttribute("set.attribute", ""))
                .withView(Optional.of(new ViewText("", Optional.of(""))));
        Agreement agreement = Agreement.of(blank, Version.of(""), Version.of(""));
        store.agree(agreement);
        assertThat(store.agreed(TableRef.of("shop", "orders"))).contains(agreement);
    }

    @Test
    void annotationsStorageAndViewsComeBackToTheLetter() {
        Annotations annotations = Annotations.none()
                .withTag(Tag.of("PII").with("level", "high"))
                .withPropagatedTag(Tag.of("GDPR"))
                .withTerm("Order@Sales")
                .withAttribute("quality.owner", "bob");
        Table table = rich("orders")
                .withAnnotations(annotations)
                .withColumn("id", column -> column.withAnnotations(annotations))
                .withStorage(new Storage(
                        Optional.of("in"),
                        Optional.of("out"),
                        Optional.empty(),
                        new TreeMap<>(Map.of("field.delim", ",")),
                        true,
                        4,
                        List.of("id"),
                        List.of("id ASC")))
                .withView(Optional.of(new ViewText("SELECT 1", Optional.empty())));
        store.agree(Agreement.of(table, Version.of("1"), Version.of("2")));
        assertThat(store.agreed("shop").get(TableRef.of("shop", "orders")).base())
                .isEqualTo(table);
    }

    @Test
    void manyAreAgreedAtOnceAndTheLastOfATableCounts() {
        store.agree(Agreement.of(rich("a"), Version.of("0"), Version.of("0")));
        store.agreeAll(List.of(
                Agreement.of(rich("a"), Version.of("1"), Version.of("1")),
                Agreement.of(rich("b"), Version.of("1"), Version.of("1")),
                Agreement.of(rich("a"), Version.of("2"), Version.of("2"))));
        assertThat(store.agreed("shop").keySet()).containsExactly(TableRef.of("shop", "a"), TableRef.of("shop", "b"));
        assertThat(store.agreed(TableRef.of("shop", "a")).orElseThrow().left()).isEqualTo(Version.of("2"));
        store.agreeAll(List.of());
        assertThat(store.agreed("shop")).hasSize(2);
    }

    @Test
    void agreementsAreListedByDatabase() {
        store.agree(Agreement.of(rich("b"), Version.of("1"), Version.of("1")));
        store.agree(Agreement.of(rich("a"), Version.of("1"), Version.of("1")));
        assertThat(store.agreed("SHOP").keySet()).containsExactly(TableRef.of("shop", "a"), TableRef.of("shop", "b"));
        assertThat(store.agreed("other")).isEmpty();
    }

    @Test
    void aForgottenTableIsGoneAndForgettingAgainIsHarmless() {
        store.agree(Agreement.of(rich("orders"), Version.of("1"), Version.of("1")));
        store.forget(TableRef.of("shop", "orders"));
        store.forget(TableRef.of("shop", "orders"));
        assertThat(store.agreed(TableRef.of("shop", "orders"))).isEmpty();
    }

    private static Table rich(String name) {
        Schema schema = Schema.of(
                        Column.of("id", "bigint").withFieldId("1").withRequired(),
                        Column.of("名", "string").withDescription(Optional.of("Größe 🙂")))
                .partitionedBy(new PartitionField("id", "bucket[16]"));
        return Table.of(TableRef.of("shop", name), TableFormat.ICEBERG, schema)
                .withUuid(Optional.of("0f0f"))
                .withLocation(Optional.of("s3://bucket/" + name))
                .withDescription(Optional.of("it's \"quoted\""))
                .withOwner(Optional.of("ann"))
                .withParameters(Map.of("k", "v"));
    }
}

package io.lakespan.cdc.definition;

import static io.lakespan.cdc.definition.SchemaChangeKind.ADD_COLUMN;
import static io.lakespan.cdc.definition.SchemaChangeKind.CREATE_TABLE;
import static io.lakespan.cdc.definition.SchemaChangeKind.DROP_COLUMN;
import static io.lakespan.cdc.definition.SchemaChangeKind.DROP_TABLE;
import static io.lakespan.cdc.definition.SchemaChangeKind.RENAME_COLUMN;
import static io.lakespan.cdc.definition.SchemaChangeKind.TRUNCATE_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.cdc.definition.SchemaChanges.Treatment;
import org.junit.jupiter.api.Test;

class SchemaChangesTest {
    private static final String HEAD = """
            source:
              type: mysql
              hostname: localhost
              username: cdc
              password: ${env:CDC_PASSWORD}
              tables: shop.orders
            """;

    private static SchemaChanges changes(String sink, String pipeline) {
        return PipelineDefinition.parse(
                        "shop.yaml",
                        HEAD + "sink:\n  type: iceberg\n" + sink.indent(2) + "pipeline:\n  name: shop\n"
                                + pipeline.indent(2))
                .pipeline()
                .schemaChanges();
    }

    @Test
    void whatIsNewComesAndWhatIsOldStaysUnlessTheDefinitionSaysOtherwise() {
        SchemaChanges changes = changes("", "");

        assertThat(changes.behavior()).isEqualTo(SchemaChangeBehavior.LENIENT);
        assertThat(changes.of(ADD_COLUMN)).isEqualTo(Treatment.APPLY);
        assertThat(changes.of(CREATE_TABLE)).isEqualTo(Treatment.APPLY);
        assertThat(changes.of(RENAME_COLUMN)).isEqualTo(Treatment.ADAPT);
        assertThat(changes.of(DROP_COLUMN)).isEqualTo(Treatment.ADAPT);
        assertThat(changes.of(DROP_TABLE)).isEqualTo(Treatment.LEAVE);
        assertThat(changes.of(TRUNCATE_TABLE)).isEqualTo(Treatment.LEAVE);
    }

    @Test
    void whatDestroysWaitsUnlessItWasApprovedBeforehand() {
        SchemaChanges changes = changes("", "schema.change.behavior: evolve\nschema.change.approved: [truncate.table]");

        assertThat(changes.of(RENAME_COLUMN)).isEqualTo(Treatment.APPLY);
        assertThat(changes.of(DROP_COLUMN)).isEqualTo(Treatment.WAIT);
        assertThat(changes.of(DROP_TABLE)).isEqualTo(Treatment.WAIT);
        assertThat(changes.of(TRUNCATE_TABLE)).isEqualTo(Treatment.APPLY);
        assertThat(changes.goesOn()).isFalse();
    }

    @Test
    void kindsAreIncludedAndExcludedByWordOrByPartOfAWord() {
        SchemaChanges changes = changes("include.schema.changes: [column, create]\nexclude.schema.changes: drop", "");

        assertThat(changes.handled())
                .containsExactlyInAnyOrder(ADD_COLUMN, SchemaChangeKind.ALTER_COLUMN_TYPE, RENAME_COLUMN, CREATE_TABLE);
        assertThat(changes.of(DROP_COLUMN)).isEqualTo(Treatment.LEAVE);
    }

    @Test
    void lenientTakesTruncatesTooWhenTheyAreNamed() {
        assertThat(changes("include.schema.changes: [add.column, truncate.table]", "")
                        .of(TRUNCATE_TABLE))
                .isEqualTo(Treatment.WAIT);
    }

    @Test
    void exceptionEndsTheJobAndIgnoreNothing() {
        assertThat(changes("", "schema.change.behavior: exception").of(ADD_COLUMN))
                .isEqualTo(Treatment.END);
        assertThat(changes("", "schema.change.behavior: ignore").of(ADD_COLUMN)).isEqualTo(Treatment.LEAVE);
        assertThat(changes("", "schema.change.behavior: try_evolve").goesOn()).isTrue();
    }

    @Test
    void aWrongWordIsNamedWithItsPlace() {
        assertThatThrownBy(() -> changes("include.schema.changes: [add.colum]", "schema.change.approved: [add.column]"))
                .hasMessageContaining("shop.yaml:9:27: include.schema.changes: 'add.colum' is no kind of schema change")
                .hasMessageContaining("schema.change.approved takes drop.column, drop.table and truncate.table");
        assertThatThrownBy(() -> changes("", "schema.change.behavior: try-evolve"))
                .hasMessageContaining("one of exception, evolve, try_evolve, lenient, ignore");
    }
}

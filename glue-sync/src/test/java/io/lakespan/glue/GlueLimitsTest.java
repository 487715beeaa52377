package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.ViewText;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GlueLimitsTest {
    private static final Table ORDERS =
            Table.of(TableRef.of("shop", "orders"), TableFormat.HIVE, Schema.of(Column.of("id", "int")));

    @Test
    void whatFitsExactlyIsTaken() {
        Table full = ORDERS.withDescription(text(2048))
                .withOwner(text(255))
                .withParameters(Map.of("é".repeat(127), "é".repeat(256_000)))
                .withColumn("id", column -> column.withDescription(text(255)));

        assertThat(GlueTableInputs.created(full).description()).hasSize(2048);
    }

    @Test
    void whatIsTooLongIsNamedWithItsLimit() {
        refused("its description has 2049 characters, Glue takes 2048", ORDERS.withDescription(text(2049)));
        refused("its owner has 256 characters, Glue takes 255", ORDERS.withOwner(text(256)));
        refused("its location has 2057 characters, Glue takes 2056", ORDERS.withLocation(text(2057)));
        refused("the value of parameter k has 512001 bytes", ORDERS.withParameters(Map.of("k", "x".repeat(512_001))));
        refused(
                "the comment of column id has 256 characters, Glue takes 255",
                ORDERS.withColumn("id", column -> column.withDescription(text(256))));
        refused(
                "its view text has 409601 characters",
                ORDERS.withFormat(TableFormat.VIEW)
                        .withView(text(409_601).map(text -> new ViewText(text, Optional.empty()))));
    }

    @Test
    void keysAreCountedInBytes() {
        refused("has 256 bytes, Glue takes 255", ORDERS.withParameters(Map.of("é".repeat(128), "")));
    }

    @Test
    void partitionKeysHaveTheLimitsOfColumns() {
        Table table = ORDERS.withSchema(Schema.of(Column.of("day", "date").withDescription(text(256)))
                .partitionedBy(PartitionField.identity("day")));

        refused("the comment of column day has 256 characters", table);
    }

    @Test
    void aCommentOfSeveralLinesIsRefusedAndADescriptionIsNot() {
        assertThat(GlueTableInputs.created(ORDERS.withDescription(Optional.of("two\nlines")))
                        .description())
                .isEqualTo("two\nlines");
        refused(
                "the comment of column id has several lines",
                ORDERS.withColumn("id", column -> column.withDescription(Optional.of("two\nlines"))));
    }

    @Test
    void aDatabaseHasLimitsToo() {
        Database shop = Database.of("shop").withDescription("x".repeat(2049));

        refused(
                "database shop: its description has 2049 characters, Glue takes 2048",
                () -> GlueDatabases.input(GlueDatabases.merged(
                        software.amazon.awssdk.services.glue.model.Database.builder()
                                .build(),
                        shop)));
    }

    private static Optional<String> text(int length) {
        return Optional.of("x".repeat(length));
    }

    private static void refused(String why, Table table) {
        refused("table shop.orders: ", () -> GlueTableInputs.created(table));
        refused(why, () -> GlueTableInputs.created(table));
    }

    private static void refused(String why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.getMessage()).hasLineCount(1);
                })
                .hasMessageContaining(why);
    }
}

package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.cdc.definition.RouteRule;
import io.lakespan.cdc.definition.TablePattern;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final SourceTable ORDERS = Tables.table("Orders", List.of("id"), Tables.column("id", "int"));
    private static final SourceTable SHARD_1 = Tables.table("t_1", List.of("id"), Tables.column("id", "int"));
    private static final SourceTable SHARD_2 = Tables.table("t_2", List.of("id"), Tables.column("id", "int"));
    private static final SourceTable OTHER = Tables.table("t_3", List.of("id"), Tables.column("id", "bigint"));

    @Test
    void aTableWithoutARouteKeepsItsNameInLowerCase() {
        RoutedTable routed = new Routing(List.of()).route(List.of(ORDERS)).get(0);

        assertThat(routed.target()).isEqualTo(TableRef.of("shop", "orders"));
        assertThat(routed.description()).contains("about Orders");
    }

    @Test
    void aRouteGivesTargetAndDescription() {
        RoutedTable routed = new Routing(List.of(rule("shop.Orders", "lake.all_orders")))
                .route(List.of(ORDERS))
                .get(0);

        assertThat(routed.target()).isEqualTo(TableRef.of("lake", "all_orders"));
        assertThat(routed.description()).contains("as routed");
    }

    @Test
    void aTableThatTwoRoutesNameIsRefused() {
        Routing routing = new Routing(List.of(rule("shop.Orders", "lake.a"), rule("shop.\\.*", "lake.b")));

        assertThat(failure(routing, ORDERS)).hasMessageContaining("table shop.Orders is routed here and in f:1:1");
    }

    @Test
    void shardsShareATargetWhenTheyAreAlike() {
        Routing routing = new Routing(List.of(rule("shop.t_\\.*", "lake.t")));

        assertThat(routing.route(List.of(SHARD_1, SHARD_2)))
                .extracting(RoutedTable::target)
                .containsOnly(TableRef.of("lake", "t"));
        assertThat(failure(routing, SHARD_1, OTHER)).hasMessageContaining("their columns or keys differ");
    }

    @Test
    void aNameThatTheLakeDoesNotTakeIsRefused() {
        SourceTable dashed = Tables.table("a-b", List.of("id"), Tables.column("id", "int"));

        assertThat(failure(new Routing(List.of()), dashed)).hasMessageContaining("'shop.a-b'");
    }

    @Test
    void aRouteThatNamesNothingIsReported() {
        assertThat(new Routing(List.of(rule("shop.ordres", "lake.a"))).idle(List.of(ORDERS)))
                .containsExactly("f:1:1: the route for 'shop.ordres' names no table that is read");
    }

    private static RouteRule rule(String source, String target) {
        return new RouteRule(TablePattern.parse(source), target, Optional.empty(), Optional.of("as routed"), "f:1:1");
    }

    private static BridgeException failure(Routing routing, SourceTable... tables) {
        BridgeException error = catchThrowableOfType(BridgeException.class, () -> routing.route(List.of(tables)));
        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        return error;
    }
}

package io.lakespan.app.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopRowsTest {
    private final ShopRows rows = new ShopRows(Shop.SEED);

    @Test
    void theSameSeedMakesTheSameRows() {
        for (ShopTable table : ShopTable.values()) {
            assertThat(text(table, new ShopRows(7))).isEqualTo(text(table, new ShopRows(7)));
            assertThat(text(table, new ShopRows(8))).isNotEqualTo(text(table, new ShopRows(7)));
        }
    }

    @Test
    void anOrdersTotalIsTheSumOfItsItems() {
        for (int order = 1; order <= 100; order++) {
            BigDecimal sum = rows.items(order).stream()
                    .map(item -> ((BigDecimal) item[4]).multiply(BigDecimal.valueOf((int) item[3])))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);

            assertThat((BigDecimal) rows.order(order)[6]).isEqualByComparingTo(sum);
        }
    }

    @Test
    void whatIsNotPaidHasNoPayment() {
        assertThat(IntStream.rangeClosed(1, 1_000))
                .allSatisfy(order ->
                        assertThat(rows.payment(order).isEmpty()).isEqualTo(rows.order(order)[2].equals("new")));
    }

    @Test
    void documentsAreJson() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        for (int i = 1; i <= 200; i++) {
            Object profile = rows.customer(i)[8];
            assertThat(profile == null || json.readTree((String) profile).isObject())
                    .isTrue();
            assertThat(json.readTree((String) rows.product(i)[9]).isObject()).isTrue();
        }
    }

    @Test
    void awkwardValuesOccur() {
        List<Object[]> customers = rows.customers().toList();
        List<Object[]> products = rows.products().toList();
        List<Object> notes = rows.orders().map(order -> order[9]).toList();

        assertThat(customers).anySatisfy(row -> assertThat((String) row[1]).contains("🦊"));
        assertThat(customers).anySatisfy(row -> assertThat((String) row[1]).contains("ß"));
        assertThat(customers).anySatisfy(row -> assertThat((String) row[1]).contains("王"));
        assertThat(products)
                .anySatisfy(row -> assertThat((BigDecimal) row[7]).isGreaterThan(BigDecimal.valueOf(Long.MAX_VALUE)));
        assertThat(products)
                .anySatisfy(row -> assertThat((byte[]) row[10]).isNotNull().contains((byte) 0));
        assertThat(notes).contains("").containsNull();
    }

    private static List<String> text(ShopTable table, ShopRows rows) {
        Stream<Object[]> first = table.rows(rows).limit(300);
        return first.map(Arrays::deepToString).toList();
    }
}

package io.lakespan.app.demo.shop;

import java.util.Collections;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The shop's tables, those that others refer to first. */
enum ShopTable {
    CUSTOMERS(11, ShopRows::customers),
    PRODUCTS(11, ShopRows::products),
    ORDERS(10, ShopRows::orders),
    ORDER_ITEMS(7, ShopRows::items),
    PAYMENTS(6, ShopRows::payments);

    private final int columns;
    private final Function<ShopRows, Stream<Object[]>> rows;

    ShopTable(int columns, Function<ShopRows, Stream<Object[]>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String insert() {
        return "INSERT INTO " + Shop.DATABASE + "." + tableName() + " VALUES ("
                + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    }

    Stream<Object[]> rows(ShopRows shop) {
        return rows.apply(shop);
    }
}

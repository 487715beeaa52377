package io.lakespan.app.demo.shop;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;

/** What happens in a shop, one step of a transaction at a time. */
final class TrafficSteps {
    /** No step changes more rows. */
    static final int MOST_CHANGES = 9;

    private final Connection connection;
    private final SplittableRandom random;
    private final List<Step> steps = List.of(
            this::order,
            this::pay,
            this::editCustomer,
            this::cancel,
            this::renumberLine,
            this::renumberPayment,
            this::renumberCustomer,
            this::editProduct,
            this::replaceLine,
            this::changeOfMind,
            this::pay,
            this::order,
            this::editCustomer,
            this::editProduct);

    private int taken;
    private long lastOrder;
    private long lastCustomer;
    private long lastPayment;

    private TrafficSteps(Connection connection, SplittableRandom random) {
        this.connection = connection;
        this.random = random;
    }

    static TrafficSteps on(Connection connection, SplittableRandom random) throws SQLException {
        TrafficSteps steps = new TrafficSteps(connection, random);
        steps.lastOrder = steps.last("orders");
        steps.lastCustomer = steps.last("customers");
        steps.lastPayment = steps.last("payments");
        return steps;
    }

    /** Every kind of step once, then any. */
    TrafficCount next() throws SQLException {
        int choice = taken < steps.size() ? taken : random.nextInt(steps.size());
        taken++;
        return steps.get(choice).run();
    }

    /** One change exactly. */
    TrafficCount single() throws SQLException {
        long customer = 1 + random.nextInt(ShopRows.CUSTOMERS);
        return TrafficCount.updated(
                change("UPDATE shop.customers SET credit_limit = credit_limit + 0.01 WHERE id = ?", customer));
    }

    /** One order, up to four lines, each of which takes from a product's stock. */
    private TrafficCount order() throws SQLException {
        int lines = 1 + random.nextInt(4);
        BigDecimal price = ShopRows.price(random);
        int made = change(
                "INSERT INTO shop.orders VALUES (?, ?, 'new', ?, NULL, NULL, ?, 'EUR', ?, ?)",
                ++lastOrder,
                1 + random.nextInt(ShopRows.CUSTOMERS),
                ShopRows.moment(random),
                price.multiply(BigDecimal.valueOf(lines)),
                ShopRows.unsigned(random),
                Words.note(random));
        TrafficCount stock = TrafficCount.NONE;
        for (int line = 1; line <= lines; line++) {
            int product = 1 + random.nextInt(ShopRows.PRODUCTS);
            made += change(
                    "INSERT INTO shop.order_items VALUES (?, ?, ?, 1, ?, 0, NULL)", lastOrder, line, product, price);
            stock = stock.plus(
                    TrafficCount.updated(change("UPDATE shop.products SET stock = stock - 1 WHERE id = ?", product)));
        }
        return stock.plus(TrafficCount.inserted(made));
    }

    private TrafficCount pay() throws SQLException {
        long order = anyOrder();
        int updated = change("UPDATE shop.orders SET status = 'paid', tracking = NULL WHERE id = ?", order);
        if (updated == 0) {
            return TrafficCount.NONE;
        }
        return TrafficCount.updated(updated)
                .plus(TrafficCount.inserted(change(
                        "INSERT INTO shop.payments SELECT ?, id, '支付宝', total, ?, NULL FROM shop.orders WHERE id = ?",
                        ++lastPayment,
                        ShopRows.moment(random),
                        order)));
    }

    private TrafficCount editCustomer() throws SQLException {
        int language = random.nextInt(3);
        return TrafficCount.updated(change(
                "UPDATE shop.customers SET name = ?, city = IF(city IS NULL, '', NULL), profile = ?, born = ?,"
                        + " updated_at = ? WHERE id = ?",
                Words.name(language, random) + " ✨",
                random.nextBoolean() ? ShopRows.profile(random) : null,
                ShopRows.moment(random).toLocalDate(),
                ShopRows.moment(random),
                1 + random.nextInt(ShopRows.CUSTOMERS)));
    }

    private TrafficCount editProduct() throws SQLException {
        return TrafficCount.updated(change(
                "UPDATE shop.products SET price = ?, weight_kg = ?, labels = 'angebot', description = NULL,"
                        + " attributes = JSON_SET(attributes, '$.edited', ?), photo = ? WHERE id = ?",
                ShopRows.price(random),
                random.nextDouble(),
                random.nextInt(),
                new byte[] {0, (byte) random.nextInt(), 0},
                1 + random.nextInt(ShopRows.PRODUCTS)));
    }

    /** The order goes, and before it what refers to it. */
    private TrafficCount cancel() throws SQLException {
        long order = anyOrder();
        if (count("SELECT COUNT(*) FROM shop.payments WHERE order_id = ?", order) > 2) {
            return TrafficCount.NONE;
        }
        return TrafficCount.deleted(change("DELETE FROM shop.payments WHERE order_id = ?", order)
                + change("DELETE FROM shop.order_items WHERE order_id = ?", order)
                + change("DELETE FROM shop.orders WHERE id = ?", order));
    }

    /** A part of a composite key changes. */
    private TrafficCount renumberLine() throws SQLException {
        return TrafficCount.rekeyed(change(
                "UPDATE shop.order_items SET line = line + 100, quantity = quantity + 1 WHERE order_id = ? AND line = 1",
                anyOrder()));
    }

    private TrafficCount renumberPayment() throws SQLException {
        return TrafficCount.rekeyed(change(
                "UPDATE shop.payments SET id = ? WHERE order_id = ? ORDER BY id LIMIT 1", ++lastPayment, anyOrder()));
    }

    /** A customer whom no order names can get another number. */
    private TrafficCount renumberCustomer() throws SQLException {
        long first = newCustomer();
        return TrafficCount.inserted(1)
                .plus(TrafficCount.rekeyed(
                        change("UPDATE shop.customers SET id = ? WHERE id = ?", ++lastCustomer, first)));
    }

    /** The same key is deleted and inserted again in one transaction. */
    private TrafficCount replaceLine() throws SQLException {
        long order = anyOrder();
        int deleted = change("DELETE FROM shop.order_items WHERE order_id = ? AND line = 1", order);
        if (deleted == 0) {
            return TrafficCount.NONE;
        }
        return TrafficCount.deleted(deleted)
                .plus(TrafficCount.inserted(change(
                        "INSERT INTO shop.order_items VALUES (?, 1, ?, 2, ?, 0.1250, ?)",
                        order,
                        1 + random.nextInt(ShopRows.PRODUCTS),
                        ShopRows.price(random),
                        Words.engraving(random))));
    }

    /** A row comes, changes and goes in one transaction. */
    private TrafficCount changeOfMind() throws SQLException {
        long customer = newCustomer();
        int updated = change("UPDATE shop.customers SET newsletter = 1, city = 'Köln' WHERE id = ?", customer);
        int deleted = change("DELETE FROM shop.customers WHERE id = ?", customer);
        return TrafficCount.inserted(1).plus(TrafficCount.updated(updated)).plus(TrafficCount.deleted(deleted));
    }

    private long newCustomer() throws SQLException {
        change(
                "INSERT INTO shop.customers VALUES (?, ?, ?, NULL, 'zh', 0, NULL, 0, NULL, ?, ?)",
                ++lastCustomer,
                Words.name(1, random),
                "neu" + lastCustomer + "@beispiel.example",
                ShopRows.moment(random),
                ShopRows.moment(random));
        return lastCustomer;
    }

    private long anyOrder() {
        return 1 + random.nextLong(lastOrder);
    }

    private int change(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ShopLoader.bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private long count(String sql, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private long last(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM shop." + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** One thing that happens; how many rows it changed. */
    private interface Step {
        TrafficCount run() throws SQLException;
    }
}

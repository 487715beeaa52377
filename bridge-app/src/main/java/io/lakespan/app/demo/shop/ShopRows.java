package io.lakespan.app.demo.shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The shop's rows, each made from the seed, its table and its number alone: the same in every run and in any order.
 *
 * <p>A row is an array with the table's columns in order; null stands for NULL, as JDBC wants it.
 */
final class ShopRows {
    static final int CUSTOMERS = 8_000;
    static final int PRODUCTS = 1_200;
    static final int ORDERS = 50_000;

    private static final LocalDateTime OPENED = LocalDateTime.of(2024, 2, 29, 0, 0);
    private static final long MICROS_OPEN = ChronoUnit.MICROS.between(OPENED, OPENED.plusYears(2));
    private static final List<String> LANGUAGES = List.of("de", "zh", "en");
    private static final List<String> STATUSES = List.of("new", "paid", "shipped", "delivered", "returned");
    private static final List<String> METHODS = List.of("card", "invoice", "überweisung", "支付宝");
    private static final List<String> LABELS = List.of("", "bio", "neu,fair", "bio,neu,fair,angebot");

    private final long seed;

    ShopRows(long seed) {
        this.seed = seed;
    }

    Stream<Object[]> customers() {
        return IntStream.rangeClosed(1, CUSTOMERS).mapToObj(this::customer);
    }

    Stream<Object[]> products() {
        return IntStream.rangeClosed(1, PRODUCTS).mapToObj(this::product);
    }

    Stream<Object[]> orders() {
        return IntStream.rangeClosed(1, ORDERS).mapToObj(this::order);
    }

    Stream<Object[]> items() {
        return IntStream.rangeClosed(1, ORDERS).boxed().flatMap(order -> items(order).stream());
    }

    Stream<Object[]> payments() {
        return IntStream.rangeClosed(1, ORDERS).boxed().flatMap(order -> payment(order).stream());
    }

    Object[] customer(int id) {
        SplittableRandom random = random("customers", id);
        int language = random.nextInt(LANGUAGES.size());
        LocalDateTime registered = moment(random);
        return new Object[] {
            id,
            Words.name(language, random) + (random.nextInt(9) == 0 ? " 🦊" : ""),
            "kunde" + id + "@beispiel.example",
            sometimes(random, 8, () -> Words.city(language, random)),
            LANGUAGES.get(language),
            random.nextBoolean(),
            sometimes(random, 7, () -> LocalDate.of(1940, 1, 1).plusDays(random.nextInt(24_000))),
            BigDecimal.valueOf(random.nextInt(1_000_000), 2),
            sometimes(random, 8, () -> profile(random)),
            registered,
            registered.plusSeconds(random.nextInt(86_400))
        };
    }

    Object[] product(int id) {
        SplittableRandom random = random("products", id);
        return new Object[] {
            id,
            String.format(Locale.ROOT, "SKU-%06d", id),
            Words.product(random) + " " + id,
            sometimes(random, 6, () -> Words.note(random).repeat(1 + random.nextInt(5))),
            price(random),
            sometimes(random, 9, () -> random.nextDouble() * 20),
            random.nextInt(-5, 500),
            unsigned(random),
            Words.one(LABELS, random),
            attributes(random),
            sometimes(random, 7, () -> bytes(random, random.nextInt(600)))
        };
    }

    Object[] order(int id) {
        SplittableRandom random = random("orders", id);
        LocalDateTime ordered = moment(random);
        return new Object[] {
            id,
            1 + random.nextInt(CUSTOMERS),
            status(id),
            ordered,
            sometimes(random, 7, () -> ordered.toLocalDate().plusDays(1 + random.nextInt(14))),
            sometimes(random, 5, () -> LocalTime.of(8 + random.nextInt(14), 30)),
            total(items(id)),
            random.nextInt(5) == 0 ? "CNY" : "EUR",
            sometimes(random, 6, () -> unsigned(random)),
            sometimes(random, 3, () -> random.nextInt(6) == 0 ? "" : Words.note(random))
        };
    }

    List<Object[]> items(int order) {
        SplittableRandom random = random("order_items", order);
        return IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(line -> item(order, line, random))
                .toList();
    }

    private static Object[] item(int order, int line, SplittableRandom random) {
        return new Object[] {
            order,
            line,
            1 + random.nextInt(PRODUCTS),
            1 + random.nextInt(9),
            price(random),
            BigDecimal.valueOf(random.nextInt(3) == 0 ? random.nextInt(5_000) : 0, 4),
            sometimes(random, 1, () -> Words.engraving(random))
        };
    }

    /** A new order is not paid yet. */
    Optional<Object[]> payment(int order) {
        if (status(order).equals("new")) {
            return Optional.empty();
        }
        SplittableRandom random = random("payments", order);
        return Optional.of(new Object[] {
            1_000_000L + order,
            order,
            Words.one(METHODS, random),
            total(items(order)),
            moment(random),
            sometimes(random, 7, () -> bytes(random, 1 + random.nextInt(32)))
        });
    }

    private String status(int order) {
        return STATUSES.get(random("status", order).nextInt(STATUSES.size()));
    }

    static BigDecimal total(List<Object[]> items) {
        return items.stream()
                .map(item -> ((BigDecimal) item[4]).multiply(BigDecimal.valueOf((int) item[3])))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    static BigDecimal price(SplittableRandom random) {
        return BigDecimal.valueOf(99 + random.nextInt(20_000), 2);
    }

    static LocalDateTime moment(SplittableRandom random) {
        return OPENED.plus(random.nextLong(MICROS_OPEN), ChronoUnit.MICROS);
    }

    /** Half of them are beyond what a signed number holds. */
    static BigDecimal unsigned(SplittableRandom random) {
        return new BigDecimal(Long.toUnsignedString(random.nextLong()));
    }

    static String profile(SplittableRandom random) {
        return String.format(
                Locale.ROOT,
                "{\"size\": %d, \"likes\": [\"%s\", \"🍣\", null], \"score\": %s, \"nested\": {\"vip\": %b}}",
                36 + random.nextInt(12),
                Words.engraving(random),
                random.nextInt(1, 4_000) / 16.0,
                random.nextBoolean());
    }

    private static String attributes(SplittableRandom random) {
        return random.nextInt(10) == 0
                ? "{}"
                : String.format(
                        Locale.ROOT,
                        "{\"farbe\": \"grün\", \"größe\": \"%d cm\", \"number\": %d, \"sizes\": [1, 2.5, -3e-2]}",
                        random.nextInt(200),
                        random.nextLong());
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return content;
    }

    /** The value in so many of ten cases, else null. */
    private static <T> T sometimes(SplittableRandom random, int ofTen, Supplier<T> value) {
        return random.nextInt(10) < ofTen ? value.get() : null;
    }

    private SplittableRandom random(String table, int number) {
        return new SplittableRandom(seed * 1_000_003 + table.hashCode() * 31L + number * 0x9E3779B97F4A7C15L);
    }
}

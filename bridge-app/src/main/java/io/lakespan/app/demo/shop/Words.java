package io.lakespan.app.demo.shop;

import java.util.List;
import java.util.SplittableRandom;

/** Names and sentences in German, Chinese, English and pictures. */
final class Words {
    private static final List<String> GERMAN_NAMES =
            List.of("Jürgen Groß", "Änne Müller", "Zoë Weiß", "Bärbel Schröder", "Käthe Nüßlein", "Günther Jäger");
    private static final List<String> CHINESE_NAMES = List.of("王小明", "李雷", "韩梅梅", "欧阳娜娜", "張偉", "𠮷田花子");
    private static final List<String> ENGLISH_NAMES =
            List.of("Miles O'Brien", "Anna \"Annie\" Smith", "Ravi Kumar", "Chloë Moore", "J. R. Hartley", "Pat\tLee");
    private static final List<String> GERMAN_CITIES = List.of("Köln", "München", "Görlitz", "Weißenfels", "Überlingen");
    private static final List<String> CHINESE_CITIES = List.of("北京", "上海", "廣州", "成都", "哈尔滨");
    private static final List<String> ENGLISH_CITIES = List.of("Dublin", "Leeds", "St. John's", "Perth");
    private static final List<String> PRODUCTS = List.of(
            "Käsereibe",
            "Müslischüssel",
            "Teekanne 茶壶",
            "Essstäbchen 筷子",
            "Lampe 💡",
            "Rucksack",
            "Fußball ⚽",
            "Notizbuch");
    private static final List<String> NOTES = List.of(
            "Bitte beim Nachbarn abgeben, danke!",
            "Größe tauschen, falls nötig: \"L\" statt 'M'",
            "请在下午送货,谢谢",
            "Alles Gute zum Geburtstag 🎉🎂",
            "家庭: 👨‍👩‍👧‍👦",
            "zwei\nZeilen\tund ein Tab",
            "100 % \\ Rückstrich; DROP TABLE 'x'; --",
            " Leerzeichen vorn und hinten ");
    private static final List<String> ENGRAVINGS = List.of("Für Oma ❤️", "永远", "1. Platz", "Ὀδύσσεια");

    private Words() {}

    /** A language's index: 0 German, 1 Chinese, 2 English. */
    static String name(int language, SplittableRandom random) {
        return one(List.of(GERMAN_NAMES, CHINESE_NAMES, ENGLISH_NAMES).get(language), random);
    }

    static String city(int language, SplittableRandom random) {
        return one(List.of(GERMAN_CITIES, CHINESE_CITIES, ENGLISH_CITIES).get(language), random);
    }

    static String product(SplittableRandom random) {
        return one(PRODUCTS, random);
    }

    static String note(SplittableRandom random) {
        return one(NOTES, random);
    }

    static String engraving(SplittableRandom random) {
        return one(ENGRAVINGS, random);
    }

    static <T> T one(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}

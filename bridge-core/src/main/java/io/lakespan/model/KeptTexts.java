package io.lakespan.model;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Description, owner and column descriptions of a Hudi table a second time, among its parameters.
 *
 * <p>Hudi's sync to Glue writes the entry without description and owner, and the columns without what was written about
 * them; the parameters it keeps. What stands there is therefore taken for the table's own word.
 */
public final class KeptTexts {
    private static final String DESCRIPTION = AnnotationParameters.PREFIX + "description";
    private static final String OWNER = AnnotationParameters.PREFIX + "owner";
    private static final String COLUMN = AnnotationParameters.PREFIX + "column.";
    private static final String OF_COLUMN = ".description";

    private KeptTexts() {}

    /** The table with the texts its parameters hold; without those they do not hold. */
    public static Table read(Table table) {
        SortedMap<String, String> parameters = table.parameters();
        Table read = table.withDescription(Optional.ofNullable(parameters.get(DESCRIPTION)))
                .withOwner(Optional.ofNullable(parameters.get(OWNER)));
        for (Column column : table.schema().columns()) {
            Optional<String> text = Optional.ofNullable(parameters.get(key(column)));
            read = read.withColumn(column.name(), found -> found.withDescription(text));
        }
        return read;
    }

    /** Whether the parameters were ever given texts. */
    public static boolean in(Table table) {
        return table.parameters().keySet().stream().anyMatch(KeptTexts::holds);
    }

    /** Whether the parameters say of a Hudi table what the table says, and nothing more. */
    public static boolean current(Table table) {
        return table.format() != TableFormat.HUDI
                || stored(table, table.parameters()).equals(table.parameters());
    }

    /** The parameters with the table's texts in place of older ones. */
    static SortedMap<String, String> stored(Table table, SortedMap<String, String> parameters) {
        SortedMap<String, String> stored = new TreeMap<>(parameters);
        stored.keySet().removeIf(KeptTexts::holds);
        if (table.format() == TableFormat.HUDI) {
            table.description().ifPresent(text -> stored.put(DESCRIPTION, text));
            table.owner().ifPresent(text -> stored.put(OWNER, text));
            table.schema().columns().forEach(column -> column.description()
                    .ifPresent(text -> stored.put(key(column), text)));
        }
        return stored;
    }

    /** Whether the key holds a text. */
    public static boolean holds(String key) {
        return key.equals(DESCRIPTION) || key.equals(OWNER) || key.startsWith(COLUMN) && key.endsWith(OF_COLUMN);
    }

    private static String key(Column column) {
        return COLUMN + AnnotationParameters.escaped(column.name()) + OF_COLUMN;
    }
}

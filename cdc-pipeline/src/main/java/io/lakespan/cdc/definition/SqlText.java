package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

/**
 * An SQL text of a definition that knows where it stands.
 *
 * @param file what messages call it
 * @param line of the text's first character, from 1
 * @param column of the text's first character, from 1
 * @param verbatim whether the file has it in one line, character by character, so that places inside of it can be told
 */
public record SqlText(String text, String file, int line, int column, boolean verbatim) {
    public SqlText {
        requireNonNull(text, "text");
        requireNonNull(file, "file");
    }

    /** Where it begins, {@code file:line:column}. */
    public String place() {
        return file + ":" + line + ":" + column;
    }

    /**
     * Where a character of it stands.
     *
     * @param at the character's position in the text, from 0; one outside of it stands for the beginning
     */
    public String place(int at) {
        return verbatim && at >= 0 && at < text.length() ? file + ":" + line + ":" + (column + at) : place();
    }
}

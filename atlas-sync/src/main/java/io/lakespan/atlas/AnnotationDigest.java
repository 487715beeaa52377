package io.lakespan.atlas;

import io.lakespan.model.Annotations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** A short text that differs when the annotations of a table or any of its columns differ; empty where there are none. */
final class AnnotationDigest {
    /** Under which the table's own annotations stand among those of its columns. */
    static final String TABLE = "";

    private static final int BYTES = 12;

    private AnnotationDigest() {}

    /** @param annotations the table's and its columns', by column name */
    static String of(SortedMap<String, Annotations> annotations) {
        StringBuilder text = new StringBuilder();
        annotations.forEach((column, present) -> {
            if (!present.isEmpty()) {
                text.append(column).append('\u0000').append(written(present)).append('\u0001');
            }
        });
        return text.isEmpty() ? "" : hash(text.toString());
    }

    private static String written(Annotations annotations) {
        return String.join(
                "\u0002",
                annotations.tags().toString(),
                annotations.propagatedTags().toString(),
                annotations.terms().toString(),
                annotations.attributes().toString());
    }

    /** The same for a text. */
    static String of(String text) {
        return hash(text);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.lakespan.cdc.rules;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.calcite.linq4j.function.Strict;

/** The functions that mask values. Compiled expressions call them, so that they are public. */
@Strict
public final class Masks {
    private static final String REDACTED = "***";
    private static final String HMAC = "HmacSHA256";

    private Masks() {}

    /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits. */
    public static String hash(String text) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** HMAC-SHA-256 of the text in UTF-8 with the salt as key, as 64 hexadecimal digits. */
    public static String saltedHash(String text, String salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), HMAC));
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** Three stars. */
    public static String redact(String text) {
        return REDACTED;
    }

    /** Three stars and so many of the last characters; of a text that has no more than those, the stars alone. */
    public static String redact(String text, int kept) {
        int length = text.codePointCount(0, text.length());
        return kept <= 0 || length <= kept
                ? REDACTED
                : REDACTED + text.substring(text.offsetByCodePoints(text.length(), -kept));
    }
}

package io.lakespan.app.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A number modulo 2^128: one row's hash, or the sum of many, which no order of the rows can change.
 *
 * <p>A row's hash is the first half of SHA-256. A sum, unlike an exclusive or, also tells a row that is there twice.
 */
public record Checksum(long high, long low) implements Comparable<Checksum> {
    public static final Checksum ZERO = new Checksum(0, 0);

    static Checksum of(byte[] bytes) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(bytes));
        return new Checksum(hash.getLong(), hash.getLong());
    }

    Checksum plus(Checksum other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Checksum(high + other.high + carry, sum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Checksum other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}

package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A value as a person reads it, shortened where it is long. */
public final class KeyText implements LakeValue.Cases<String> {
    private static final int LONGEST = 60;
    private static final KeyText CASES = new KeyText();

    private KeyText() {}

    static String of(String column, LakeValue value) {
        return column + "=" + of(value);
    }

    public static String of(LakeValue value) {
        return value.match(CASES);
    }

    @Override
    public String absent() {
        return "NULL";
    }

    @Override
    public String exact(BigDecimal value) {
        return value.toPlainString();
    }

    @Override
    public String approximate(double value) {
        return Double.toString(value);
    }

    @Override
    public String text(String value) {
        // Control characters would break the line, or steer the terminal.
        return "'" + shortened(value).replaceAll("\\p{Cntrl}", "\uFFFD") + "'";
    }

    @Override
    public String bytes(ByteBuffer value) {
        byte[] start = new byte[Math.min(value.remaining(), LONGEST / 2)];
        boolean whole = start.length == value.remaining();
        value.get(start);
        return "0x" + HexFormat.of().formatHex(start) + (whole ? "" : "…");
    }

    @Override
    public String day(LocalDate value) {
        return value.toString();
    }

    @Override
    public String span(Duration value) {
        return value.toString();
    }

    @Override
    public String moment(Instant value) {
        return value.toString();
    }

    @Override
    public String nested(List<LakeValue> values) {
        return values.stream().map(value -> value.match(this)).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String shortened(String value) {
        int end = Math.min(value.length(), LONGEST);
        return end == value.length() ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }
}

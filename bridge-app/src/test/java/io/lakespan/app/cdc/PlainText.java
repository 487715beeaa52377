package io.lakespan.app.cdc;

import io.lakespan.formats.iceberg.LakeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/** A value of the lake as a person would write it down. */
final class PlainText implements LakeValue.Cases<String> {
    @Override
    public String absent() {
        return "null";
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
        return value;
    }

    @Override
    public String bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return HexFormat.of().formatHex(bytes);
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
        return values.stream().map(value -> value.match(this)).toList().toString();
    }
}

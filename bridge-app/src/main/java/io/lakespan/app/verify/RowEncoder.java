package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes values as bytes so that different rows are different bytes: a tag, then a fixed width or a length first.
 *
 * <p>Not safe for use by several threads.
 */
final class RowEncoder implements LakeValue.Cases<Void> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    byte[] encode(List<LakeValue> values) {
        bytes.reset();
        values.forEach(value -> value.match(this));
        return bytes.toByteArray();
    }

    @Override
    public Void absent() {
        return tag('0');
    }

    @Override
    public Void exact(BigDecimal value) {
        tag('n');
        whole(value.scale());
        return sized(value.unscaledValue().toByteArray());
    }

    @Override
    public Void approximate(double value) {
        tag('f');
        return whole(Double.doubleToLongBits(value));
    }

    @Override
    public Void text(String value) {
        tag('t');
        return sized(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Void bytes(ByteBuffer value) {
        byte[] content = new byte[value.remaining()];
        value.get(content);
        tag('b');
        return sized(content);
    }

    @Override
    public Void day(LocalDate value) {
        tag('d');
        return whole(value.toEpochDay());
    }

    @Override
    public Void span(Duration value) {
        tag('s');
        whole(value.getSeconds());
        return whole(value.getNano());
    }

    @Override
    public Void moment(Instant value) {
        tag('m');
        whole(value.getEpochSecond());
        return whole(value.getNano());
    }

    @Override
    public Void nested(List<LakeValue> values) {
        tag('l');
        whole(values.size());
        values.forEach(value -> value.match(this));
        return null;
    }

    private Void tag(char tag) {
        bytes.write(tag);
        return null;
    }

    private Void sized(byte[] content) {
        whole(content.length);
        bytes.writeBytes(content);
        return null;
    }

    private Void whole(long value) {
        bytes.writeBytes(number.clear().putLong(value).array());
        return null;
    }
}

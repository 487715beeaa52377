package io.lakespan.app.cdc;

import io.lakespan.app.verify.SourceView;
import io.lakespan.cdc.rules.RowProgram;
import io.lakespan.cdc.rules.TransformedTable;
import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table as its pipeline's transform shows it: rows are read from MySQL anew, computed columns and the filter are those of
 * the job.
 */
final class TransformView implements SourceView {
    private static final LakeValue ABSENT = new LakeValue.Absent();

    private final TransformedTable table;
    private final List<SourceColumn> source;
    private final List<SourceColumn> shown;
    private final RowProgram program;

    /**
     * A view of one table.
     *
     * @param salt of masks that hash
     */
    TransformView(TransformedTable table, Optional<String> salt) {
        this.table = table;
        this.source = table.source().columns();
        this.shown = table.shown().columns();
        this.program = table.program(salt);
    }

    @Override
    public List<String> reads() {
        return source.stream().map(SourceColumn::name).toList();
    }

    @Override
    public List<ViewedColumn> columns() {
        List<ViewedColumn> columns = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int from = table.forwarded().get(i);
            columns.add(new ViewedColumn(
                    shown.get(i).name(),
                    from < 0 ? Optional.empty() : Optional.of(source.get(from).name())));
        }
        return columns;
    }

    @Override
    public List<String> key() {
        return table.shown().key();
    }

    @Override
    public Optional<List<LakeValue>> show(List<LakeValue> values) {
        return program.run(position -> plain(values.get(position), source.get(position)))
                .map(computed -> shown(values, computed));
    }

    private List<LakeValue> shown(List<LakeValue> values, Object[] computed) {
        List<LakeValue> row = new ArrayList<>(shown.size());
        int next = 0;
        for (int i = 0; i < shown.size(); i++) {
            int from = table.forwarded().get(i);
            row.add(from < 0 ? lake(computed[next++], shown.get(i).type()) : values.get(from));
        }
        return row;
    }

    /** The value as expressions take it; null for NULL and for what is no value of its type, as a date of zeroes. */
    private static Object plain(LakeValue value, SourceColumn column) {
        return switch (column.type().kind()) {
            case BOOLEAN ->
                value instanceof LakeValue.Exact exact ? exact.value().signum() != 0 : null;
            case INT -> value instanceof LakeValue.Exact exact ? exact.value().intValueExact() : null;
            case LONG -> value instanceof LakeValue.Exact exact ? exact.value().longValueExact() : null;
            case FLOAT -> value instanceof LakeValue.Approximate number ? (float) number.value() : null;
            case DOUBLE -> value instanceof LakeValue.Approximate number ? number.value() : null;
            case DECIMAL ->
                value instanceof LakeValue.Exact exact
                        ? exact.value().setScale(column.type().scale(), RoundingMode.UNNECESSARY)
                        : null;
            case STRING -> text(value, column.fraction());
            case BINARY ->
                value instanceof LakeValue.Bytes bytes ? bytes(bytes.value().duplicate()) : null;
            case DATE -> value instanceof LakeValue.Day day ? (int) day.value().toEpochDay() : null;
            case TIMESTAMP, TIMESTAMP_WITH_ZONE ->
                value instanceof LakeValue.Moment moment
                        ? (Object) ChronoUnit.MICROS.between(Instant.EPOCH, moment.value())
                        : null;
        };
    }

    private static String text(LakeValue value, int fraction) {
        if (value instanceof LakeValue.Text text) {
            return text.value();
        }
        if (value instanceof LakeValue.Span span) {
            return time(span.value(), fraction);
        }
        return value instanceof LakeValue.Exact exact ? exact.value().toPlainString() : null;
    }

    /** As MySQL prints a TIME. */
    private static String time(Duration value, int fraction) {
        Duration size = value.abs();
        String whole = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                value.isNegative() ? "-" : "",
                size.toHours(),
                size.toMinutesPart(),
                size.toSecondsPart());
        return fraction == 0
                ? whole
                : whole + "."
                        + String.format(Locale.ROOT, "%09d", size.toNanosPart()).substring(0, fraction);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static LakeValue lake(Object value, LakeType type) {
        if (value == null) {
            return ABSENT;
        }
        return switch (type.kind()) {
            case BOOLEAN -> new LakeValue.Exact((Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO);
            case INT, LONG -> new LakeValue.Exact(BigDecimal.valueOf(((Number) value).longValue()));
            case FLOAT, DOUBLE -> new LakeValue.Approximate(((Number) value).doubleValue());
            case DECIMAL -> new LakeValue.Exact((BigDecimal) value);
            case STRING -> new LakeValue.Text((String) value);
            case BINARY -> new LakeValue.Bytes(ByteBuffer.wrap((byte[]) value));
            case DATE -> new LakeValue.Day(LocalDate.ofEpochDay((Integer) value));
            case TIMESTAMP, TIMESTAMP_WITH_ZONE ->
                new LakeValue.Moment(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS));
        };
    }
}

package io.lakespan.cdc.hudi;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/** Writes rows of one table of the source as Avro. One thread at a time. */
final class RowEncoder {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Schema schema;
    private final LakeType[] types;
    private final GenericDatumWriter<GenericRecord> writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private BinaryEncoder encoder;

    RowEncoder(SourceTable table) {
        this.schema = HudiSchemas.of(table);
        this.types = table.columns().stream().map(column -> column.type()).toArray(LakeType[]::new);
        this.writer = new GenericDatumWriter<>(schema);
    }

    Schema schema() {
        return schema;
    }

    byte[] encode(RowData row) {
        try {
            bytes.reset();
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
            writer.write(avro((GenericRowData) row), encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GenericRecord avro(GenericRowData row) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < types.length; i++) {
            Object value = row.getField(i);
            if (value != null) {
                record.put(i, avro(value, types[i], schema.getFields().get(i).schema()));
            }
        }
        return record;
    }

    private static Object avro(Object value, LakeType type, Schema field) {
        return switch (type.kind()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DATE -> value;
            case STRING -> value.toString();
            case BINARY -> ByteBuffer.wrap((byte[]) value);
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> micros((TimestampData) value);
            case DECIMAL -> fixed(((DecimalData) value).toBigDecimal(), HudiSchemas.nonNull(field));
        };
    }

    private static long micros(TimestampData time) {
        return time.getMillisecond() * MICROS_PER_MILLI + time.getNanoOfMillisecond() / NANOS_PER_MICRO;
    }

    private static GenericData.Fixed fixed(BigDecimal value, Schema schema) {
        byte[] shortest = value.unscaledValue().toByteArray();
        byte[] filled = new byte[schema.getFixedSize()];
        Arrays.fill(filled, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, filled, filled.length - shortest.length, shortest.length);
        return new GenericData.Fixed(schema, filled);
    }
}

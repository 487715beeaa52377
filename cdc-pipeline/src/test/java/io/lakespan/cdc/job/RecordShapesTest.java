package io.lakespan.cdc.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.sink.TableShape;
import java.util.Map;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordShapesTest {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("file", Schema.OPTIONAL_STRING_SCHEMA)
            .field("pos", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private final RecordShapes shapes = new RecordShapes(false);

    @Test
    void piecesOfATableThatIsReadAreOfOneShape() {
        assertThat(shape("INT", "")).isSameAs(shape("INT", ""));
    }

    @Test
    void aPieceOfOtherColumnsIsOfAnotherShape() {
        assertThat(shape("INT", "")).isNotSameAs(shape("BIGINT", ""));
    }

    @Test
    void whatTheBinlogBringsUnderANewSchemaIsOfANewShape() {
        assertThat(shape("INT", "binlog.000001")).isNotSameAs(shape("INT", "binlog.000001"));
        assertThat(shape("INT", "binlog.000001")).isNotSameAs(shape("INT", ""));
    }

    /** Of a record whose schema was made anew. */
    private TableShape shape(String type, String file) {
        Schema row = SchemaBuilder.struct()
                .optional()
                .field(
                        "id",
                        SchemaBuilder.int32()
                                .parameter("__debezium.source.column.type", type)
                                .build())
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("after", row)
                .field("source", SOURCE)
                .build();
        Struct source = new Struct(SOURCE)
                .put("db", "shop")
                .put("table", "items")
                .put("file", file)
                .put("pos", 4L);
        Struct value =
                new Struct(envelope).put("after", new Struct(row).put("id", 1)).put("source", source);
        return shapes.of(new SourceRecord(Map.of(), Map.of(), "shop", KEY, null, envelope, value), value);
    }
}

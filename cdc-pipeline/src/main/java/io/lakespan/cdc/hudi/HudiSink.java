package io.lakespan.cdc.hudi;

import io.lakespan.cdc.sink.Change;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Puts the sink for Hudi tables behind a stream of changes. */
public final class HudiSink {
    private static final String RECORDS_UID = "hudi-records";
    private static final String WRITES_UID = "hudi-writes";

    private HudiSink() {}

    /**
     * Appends the sink.
     *
     * @param definition the pipeline's, as it is written
     * @param properties of the catalog, with the warehouse and the settings of the S3 client
     */
    public static void append(
            DataStream<Change> changes, String definition, Map<String, String> properties, Registry registry) {
        changes.flatMap(new HudiRecords(definition))
                .returns(Types.TUPLE(Types.STRING, Types.LONG, Types.BYTE, Types.PRIMITIVE_ARRAY(Types.BYTE)))
                .uid(RECORDS_UID)
                .name("hudi records")
                // All rows of a table to one task: a Hudi table has one writer.
                .partitionCustom(HudiSink::task, HudiSink::table)
                .transform("hudi tables", Types.VOID, new HudiWrites(definition, properties, registry))
                .uid(WRITES_UID)
                .sinkTo(new DiscardingSink<>())
                .name("committed");
    }

    private static int task(String table, int tasks) {
        return Math.floorMod(table.hashCode(), tasks);
    }

    private static String table(Tuple4<String, Long, Byte, byte[]> record) {
        return record.f0;
    }
}

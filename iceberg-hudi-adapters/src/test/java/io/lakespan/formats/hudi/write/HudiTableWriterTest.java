package io.lakespan.formats.hudi.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.formats.hudi.HudiRows;
import io.lakespan.formats.hudi.HudiSettings;
import io.lakespan.formats.rows.LakeValue;
import io.lakespan.model.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is what Hudi's own reader finds. */
class HudiTableWriterTest {
    private static final Schema FIRST = schema("");
    private static final Schema SECOND = schema(",{'name':'note','type':['null','string'],'default':null}");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void rowsAreInsertedUpdatedAndDeletedByTheirKey(HudiSettings.Type type) {
        Random random = new Random(7);
        Map<Long, String> expected = new TreeMap<>();
        try (HudiTableWriter writer = writer(type, List.of())) {
            writer.create(FIRST);
            for (int commit = 0; commit < 12; commit++) {
                List<HudiRow> rows = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    long id = random.nextInt(100);
                    boolean gone = random.nextInt(4) == 0;
                    String region = "r" + random.nextInt(3);
                    rows.add(new HudiRow(row(FIRST, id, region), gone));
                    if (gone) {
                        expected.remove(id);
                    } else {
                        expected.put(id, region);
                    }
                }
                writer.write(FIRST, rows, Map.of("lakespan.position", "p" + commit));
                assertThat(regions()).isEqualTo(expected);
            }
            assertThat(writer.note("lakespan.position")).contains("p11");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowMovesWhenItsOldPartitionIsToldAndColumnsAreAdded(HudiSettings.Type type) {
        try (HudiTableWriter writer = writer(type, List.of("region"))) {
            writer.create(FIRST);
            writer.write(FIRST, List.of(now(row(FIRST, 1, "eu")), now(row(FIRST, 2, null))), Map.of());
            GenericRecord moved = row(SECOND, 1, "us/1");
            moved.put("note", "moved");
            writer.write(SECOND, List.of(new HudiRow(row(SECOND, 1, "eu"), true), now(moved)), Map.of());
        }

        HudiRows rows = HudiRows.at(folder.toString(), new Configuration());
        List<String> found = new ArrayList<>();
        rows.forEach(row -> found.add(row.toString()));

        assertThat(rows.columns()).extracting(Column::name).containsExactly("id", "region", "note");
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "[Exact[value=1], Text[value=us/1], Text[value=moved]]",
                        "[Exact[value=2], Absent[], Absent[]]");
    }

    private static HudiRow now(GenericRecord row) {
        return new HudiRow(row, false);
    }

    private Map<Long, String> regions() {
        Map<Long, String> found = new TreeMap<>();
        List<Long> doubled = new ArrayList<>();
        HudiRows.at(folder.toString(), new Configuration()).forEach(row -> {
            long id = ((LakeValue.Exact) row.get(0)).value().longValue();
            if (found.put(id, ((LakeValue.Text) row.get(1)).value()) != null) {
                doubled.add(id);
            }
        });
        assertThat(doubled).isEmpty();
        return found;
    }

    private HudiTableWriter writer(HudiSettings.Type type, List<String> partitions) {
        return HudiTableWriter.of(
                new HudiTarget("shop", "orders", folder.toString(), type, List.of("id"), partitions, new TreeMap<>()),
                new Configuration());
    }

    private static Schema schema(String more) {
        return new Schema.Parser()
                .parse(("{'type':'record','name':'orders','namespace':'shop','fields':["
                                + "{'name':'id','type':'long'},{'name':'region','type':['null','string'],'default':null}"
                                + more
                                + "]}")
                        .replace('\'', '"'));
    }

    private static GenericRecord row(Schema schema, long id, String region) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", id);
        row.put("region", region);
        return row;
    }
}

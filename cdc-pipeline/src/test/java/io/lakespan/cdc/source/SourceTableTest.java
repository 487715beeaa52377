package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTableTest {
    private static final SourceColumn CODE = Tables.column("code", "varchar");
    private static final SourceColumn DAY = Tables.column("day", "date");
    private static final SourceColumn LINE = Tables.column("line", "int");

    @Test
    void aTableIsCutByANumberOfItsKeyAndByNothingElse() {
        assertThat(Tables.table("t", List.of("code", "line"), CODE, LINE).chunkKey())
                .contains("line");
        assertThat(Tables.table("t", List.of("code", "day"), CODE, DAY, LINE).chunkKey())
                .isEmpty();
    }
}

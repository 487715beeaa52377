package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinlogPositionTest {
    @Test
    void filesAreOrderedByTheirNumberAndWhatWasReadNowComesLast() {
        BinlogPosition early = new BinlogPosition("binlog.999999", 900);
        BinlogPosition late = new BinlogPosition("binlog.1000000", 4);

        assertThat(early).isLessThan(late).isGreaterThan(new BinlogPosition("binlog.999999", 899));
        assertThat(BinlogPosition.NOW).isGreaterThan(late);
    }

    @Test
    void itsTextCanBeReadAgain() {
        BinlogPosition position = new BinlogPosition("host:1-bin.000001", 123);

        assertThat(BinlogPosition.parse(position.toString())).isEqualTo(position);
        assertThat(BinlogPosition.parse(BinlogPosition.NOW.toString())).isEqualTo(BinlogPosition.NOW);
    }
}

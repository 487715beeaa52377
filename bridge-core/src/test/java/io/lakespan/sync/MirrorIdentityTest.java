package io.lakespan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MirrorIdentityTest {
    @Test
    void whatAnEntryHasNoFieldForComesBackFromTheCopysParameters() {
        Table original = Table.of(
                        TableRef.of("shop", "orders"),
                        TableFormat.ICEBERG,
                        Schema.of(
                                Column.of("id", "bigint").withFieldId("1").withRequired(),
                                Column.of("größe & =", "int").withFieldId("2"),
                                Column.of("plain", "int")))
                .withUuid(Optional.of("u-1"));
        Table entry = MirrorIdentity.written(original)
                .withUuid(Optional.empty())
                .withSchema(
                        Schema.of(Column.of("id", "bigint"), Column.of("größe & =", "int"), Column.of("plain", "int")));
        assertThat(MirrorIdentity.read(entry)).isEqualTo(original);
    }
}

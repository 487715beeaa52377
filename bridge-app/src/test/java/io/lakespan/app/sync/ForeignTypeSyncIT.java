package io.lakespan.app.sync;

import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.model.TableRef;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An Atlas in which somebody else has defined a type of our name, and differently. */
class ForeignTypeSyncIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("foreign-type-sync");

    @Test
    void tablesOfThatTypeAreRefusedByNameAndAllOthersArrive() {
        STACK.atlas().createEntityType("iceberg_table", "DataSet");
        GlueEngine engine = STACK.engine();
        engine.createDatabase("lab");
        engine.create(TableRef.of("lab", "ice"), new Schema(required(1, "id", Types.LongType.get())));
        engine.client().createTable(request -> request.databaseName("lab").tableInput(table -> table.name("plain")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("classification", "csv"))
                .storageDescriptor(storage -> storage.location("s3://lakehouse/lab/plain")
                        .columns(column -> column.name("id").type("bigint")))));

        CommandRun run = STACK.command("sync", "apply");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(10);
        assertThat(run.out().lines().filter(line -> line.contains("lab.ice") && line.contains("iceberg_table")))
                .as(run.out())
                .isNotEmpty();
        assertThat(run.out()).contains(" 1 failed");
        assertThat(STACK.atlas()
                        .entity("hive_table", "lab.plain@lakespan")
                        .path("status")
                        .asText())
                .isEqualTo("ACTIVE");
    }
}

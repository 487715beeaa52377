package io.lakespan.app.bench;

import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.local.LocalStack;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code lakespan cdc run}: one job, one source of all tables, one sink. */
final class LakespanCdc extends CdcWay {
    LakespanCdc(LocalStack stack) {
        super(stack);
    }

    @Override
    String label() {
        return "lakespan";
    }

    @Override
    String start(CdcTables tables, String lake, Optional<String> savepoint) {
        List<String> arguments =
                new ArrayList<>(List.of("cdc", "run", define(tables, lake).toString()));
        savepoint.ifPresent(path -> arguments.addAll(List.of("--from-savepoint", path)));
        Command.run(stack.home(), arguments.toArray(String[]::new));
        return FlinkCluster.at(URI.create(stack.address("flink-jobmanager")))
                .running(lake)
                .orElseThrow(() -> new IllegalStateException(lake + " does not run"))
                .id();
    }
}

package io.lakespan.app.bench;

import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import java.time.Duration;

/** Processor time that Flink's two processes and MySQL have had since they started. */
record CpuSeconds(double flink, double mysql) {

    static CpuSeconds of(LocalStack stack) {
        return new CpuSeconds(sum(stack, "flink-"), sum(stack, "mysql"));
    }

    CpuSeconds since(CpuSeconds before) {
        return new CpuSeconds(flink - before.flink, mysql - before.mysql);
    }

    CpuSeconds plus(CpuSeconds other) {
        return new CpuSeconds(flink + other.flink, mysql + other.mysql);
    }

    double all() {
        return flink + mysql;
    }

    private static double sum(LocalStack stack, String beginning) {
        return stack.status().stream()
                        .filter(part -> part.part().startsWith(beginning))
                        .mapToLong(CpuSeconds::millis)
                        .sum()
                / 1000.0;
    }

    private static long millis(PartStatus part) {
        return ProcessHandle.of(part.pid().orElseThrow())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .orElseThrow();
    }
}

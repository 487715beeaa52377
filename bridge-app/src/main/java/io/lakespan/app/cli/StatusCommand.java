package io.lakespan.app.cli;

import io.lakespan.app.text.TextTable;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows how each part of the local stack is doing. */
@Command(name = "status", description = "Show how each part of the local stack is doing.")
final class StatusCommand implements Callable<Integer> {
    private static final long MEBIBYTE = 1024L * 1024;

    @ParentCommand
    Lakespan root;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(table(LocalStack.open(root.stackOptions()).status()));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code();
    }

    static String table(List<PartStatus> parts) {
        TextTable table = new TextTable("PART", "STATE", "PID", "UP", "MEMORY", "ADDRESS");
        for (PartStatus part : parts) {
            table.row(
                    part.part(),
                    part.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    number(part.pid()),
                    part.since().map(StatusCommand::elapsed).orElse("-"),
                    part.memory().isPresent() ? part.memory().getAsLong() / MEBIBYTE + " MiB" : "-",
                    part.address());
        }
        return table.toString();
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
    }

    private static String elapsed(Instant since) {
        Duration up = Duration.between(since, Instant.now());
        return up.toHours() > 0
                ? up.toHours() + "h " + up.toMinutesPart() + "m"
                : up.toMinutes() + "m " + up.toSecondsPart() + "s";
    }
}

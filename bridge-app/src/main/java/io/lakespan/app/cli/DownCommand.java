package io.lakespan.app.cli;

import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Stops the local stack and keeps its data. */
@Command(name = "down", description = "Stop the local stack; its data stays.")
final class DownCommand implements Callable<Integer> {
    @ParentCommand
    Lakespan root;

    @Parameters(paramLabel = "PART", arity = "0..*", description = "Only these parts and what stands on them.")
    private List<String> parts = List.of();

    @Override
    public Integer call() {
        root.interruption().leaves("what still runs is stopped by: lakespan down");
        LocalStack.open(root.stackOptions()).down(new TreeSet<>(parts), Progress.on(System.err));
        return ExitStatus.OK.code();
    }
}

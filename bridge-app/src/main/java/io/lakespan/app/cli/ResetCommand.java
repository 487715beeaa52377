package io.lakespan.app.cli;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.LocalStack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Stops the local stack and throws its data away. */
@Command(name = "reset", description = "Stop the local stack and delete its data; downloads and caches stay.")
final class ResetCommand implements Callable<Integer> {
    @ParentCommand
    Lakespan root;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Parameters(paramLabel = "PART", arity = "0..*", description = "Only these parts (default: all).")
    private List<String> parts = List.of();

    @Override
    public Integer call() {
        if (!yes && !confirmed()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "nothing was deleted; say --yes, or answer 'yes' at the prompt");
        }
        Set<String> names = new TreeSet<>(parts);
        LocalStack.open(root.stackOptions()).reset(names);
        if (names.isEmpty()) {
            root.forgetState();
        }
        return ExitStatus.OK.code();
    }

    private boolean confirmed() {
        return System.console() != null
                && "yes"
                        .equals(System.console()
                                .readLine("Delete the data of the local stack in %s? Type yes: ", root.global.home()));
    }
}

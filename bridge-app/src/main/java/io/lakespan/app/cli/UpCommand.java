package io.lakespan.app.cli;

import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Starts the local stack, or what of it is not running. */
@Command(name = "up", description = "Start the local stack; harmless where it runs already.")
final class UpCommand implements Callable<Integer> {
    @ParentCommand
    Lakespan root;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "NAME=PORT",
            description = "Another port, such as mysql.port=3307; remembered for later commands.")
    private Map<String, Integer> ports = new TreeMap<>();

    @Parameters(paramLabel = "PART", arity = "0..*", description = "Only these parts and what they need.")
    private String[] parts = {};

    @Override
    public Integer call() {
        LocalStack stack = LocalStack.open(root.stackOptions().withPorts(ports).only(parts));
        root.interruption().leaves("what this start began is stopped again");
        stack.up(Progress.on(System.err));
        spec.commandLine().getOut().print(StatusCommand.table(stack.status()));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code();
    }
}

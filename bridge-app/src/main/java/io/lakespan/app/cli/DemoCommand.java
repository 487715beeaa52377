package io.lakespan.app.cli;

import io.lakespan.app.demo.Demo;
import io.lakespan.app.wiring.LocalProfile;
import io.lakespan.app.wiring.Services;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The whole way on real parts. */
@Command(name = "demo", description = "MySQL to Iceberg, Glue and Atlas on this machine, step by step.")
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    Lakespan root;

    @Spec
    CommandSpec spec;

    @Option(names = "--keep", description = "Leave the stack up.")
    private boolean keep;

    @Override
    public Integer call() {
        LocalStack stack = LocalStack.open(root.stackOptions());
        Steps steps = new Steps(spec.commandLine().getOut());
        boolean done = false;
        try {
            steps.begin("Starting the local stack in " + root.global.home());
            root.interruption().leaves("what this start began is stopped again");
            stack.up(Progress.on(System.err));
            root.interruption().leaves("the stack is still up; stop it with: lakespan down");
            spec.commandLine().getOut().print(StatusCommand.table(stack.status()));
            try (Services services = Services.open(LocalProfile.of(stack), root.stateFile())) {
                new Demo(stack, services, steps::begin, steps::show).run();
            }
            done = true;
            steps.end(stack, keep);
        } finally {
            if (!keep) {
                stack.down();
            } else if (!done) {
                steps.show("The stack is still up; stop it with: lakespan down");
            }
        }
        return ExitStatus.OK.code();
    }
}

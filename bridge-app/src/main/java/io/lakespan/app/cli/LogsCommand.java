package io.lakespan.app.cli;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the end of a part's log. */
@Command(name = "logs", description = "Print the last lines of a part's log.")
final class LogsCommand implements Callable<Integer> {
    @ParentCommand
    Lakespan root;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PART", description = "The part, as 'lakespan status' names it.")
    private String part;

    @Option(names = "--lines", paramLabel = "N", defaultValue = "100", description = "How many (default: 100).")
    private int lines;

    @Override
    public Integer call() {
        Path log = LocalStack.open(root.stackOptions()).logs(part);
        PrintWriter out = spec.commandLine().getOut();
        tail(log).forEach(out::println);
        out.flush();
        return ExitStatus.OK.code();
    }

    private Iterable<String> tail(Path log) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last.addLast(line);
                if (last.size() > lines) {
                    last.removeFirst();
                }
            }
            return last;
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND, part + " has no log at " + log + " yet; start it with 'lakespan up'", e);
        }
    }
}

package io.lakespan.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** One run of a command as a person sees it: its exit status and what it printed. */
record CommandRun(int status, String out, String err) {

    static CommandRun in(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Lakespan.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = command.execute(all.toArray(String[]::new));
        return new CommandRun(status, out.toString(), err.toString());
    }

    /** What was said on the error stream, which must be one line. */
    String onlyLine() {
        List<String> lines = err.lines().toList();
        if (lines.size() != 1) {
            throw new AssertionError("expected one line, got: " + err);
        }
        return lines.get(0);
    }
}

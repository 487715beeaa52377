package io.lakespan.app.cli;

import io.lakespan.app.cdc.Approvals;
import io.lakespan.app.cdc.Approvals.Waiting;
import io.lakespan.app.text.LineageTree;
import io.lakespan.app.text.TextTable;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what waits for approval, approves it or forgets it. */
@Command(
        name = "approve",
        description = "Show dropped and emptied tables and columns that the lake still has, and let them go.")
final class CdcApproveCommand implements Callable<Integer> {
    @ParentCommand
    CdcCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition, YAML.")
    private Path file;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NUMBER",
            description = "What to approve, by its number in the list; none shows the list.")
    private List<Integer> numbers = new ArrayList<>();

    @Option(names = "--all", description = "Approve everything in the list.")
    private boolean all;

    @Option(names = "--reject", description = "Keep what the source has lost, and forget that it lost it.")
    private boolean reject;

    @Override
    public Integer call() {
        try (Services services = parent.root.services();
                Approvals approvals = Approvals.of(PipelineDefinition.read(file), services)) {
            List<Waiting> waiting = approvals.waiting();
            List<Waiting> chosen = all ? waiting : chosen(waiting);
            if (chosen.isEmpty()) {
                list(approvals, waiting);
            }
            for (Waiting one : chosen) {
                decide(approvals, one);
            }
        }
        return ExitStatus.OK.code();
    }

    private List<Waiting> chosen(List<Waiting> waiting) {
        return numbers.stream()
                .distinct()
                .map(number -> numbered(waiting, number))
                .toList();
    }

    private Waiting numbered(List<Waiting> waiting, int number) {
        if (number < 1 || number > waiting.size()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "nothing waits under number " + number + "; see 'lakespan cdc approve " + file + "'");
        }
        return waiting.get(number - 1);
    }

    private void list(Approvals approvals, List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            print("Nothing waits for approval.\n");
            return;
        }
        TextTable table = new TextTable("NUMBER", "TABLE", "CHANGE", "COLUMN", "SOURCE", "SEEN");
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            table.row(
                    i + 1,
                    one.table(),
                    one.change().change(),
                    one.change().column().isEmpty() ? "-" : one.change().column(),
                    one.change().source(),
                    one.change().seen());
        }
        print(table + "\n");
        waiting.stream().map(Waiting::table).distinct().forEach(ref -> print(downstream(approvals, ref)));
        print("\nApprove with 'lakespan cdc approve " + file + " NUMBER', keep with --reject.\n");
    }

    private static String downstream(Approvals approvals, TableRef table) {
        try {
            return approvals
                    .around(table)
                    .map(LineageTree::downstream)
                    .orElse("Atlas does not know " + table + ": what hangs on it cannot be told.\n");
        } catch (BridgeException e) {
            return "What hangs on " + table + " cannot be told: " + e.getMessage() + "\n";
        }
    }

    private void decide(Approvals approvals, Waiting one) {
        if (reject) {
            approvals.reject(one);
        } else {
            approvals.approve(one);
        }
        String column =
                one.change().column().isEmpty() ? "" : " " + one.change().column();
        print((reject ? "Kept: " : "Done: ") + one.change().change() + column + " of " + one.table() + "\n");
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}

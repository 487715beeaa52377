package io.lakespan.app.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.app.text.TextTable;
import io.lakespan.sync.Change;
import io.lakespan.sync.Facet;
import io.lakespan.sync.Finding;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncPlan;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans and what became of them, as a table for people or as JSON. */
public final class PlanText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Change.Cases<String> ACTION = new Change.Cases<>(
            create -> "create database",
            create -> "create",
            merge -> merge.left().isEmpty() ? "update" : merge.right().isEmpty() ? "write back" : "update both",
            rename -> "rename",
            drop -> "drop",
            drop -> "drop database",
            copy -> "copy partitions",
            agree -> "note");

    private static final Change.Cases<String> DETAIL = new Change.Cases<>(
            create -> "",
            create -> create.table().format().name().toLowerCase(Locale.ROOT) + ", "
                    + create.table().schema().columns().size() + " columns",
            PlanText::facets,
            rename -> "to " + rename.to(),
            drop -> "gone from the catalog",
            drop -> "gone from the catalog",
            copy -> copy.difference().written().size() + " to write, "
                    + copy.difference().dropped().size() + " to drop",
            agree -> agree.agreement().isPresent() ? "both sides agree" : "gone from both sides");

    private PlanText() {}

    /** What a change does, in two words. */
    static String action(Change change) {
        return change.match(ACTION);
    }

    private static String facets(Change.Merge merge) {
        return Stream.concat(merge.left().stream(), merge.right().stream())
                .flatMap(write -> write.facets().stream())
                .map(Facet::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Whether something waits for a person: held drops or conflicts. */
    public static boolean held(List<SyncPlan> plans) {
        return plans.stream()
                .anyMatch(plan -> plan.found(Finding.Kind.HELD_DROPS) || plan.found(Finding.Kind.CONFLICT));
    }

    /** Whether something could not be read, so that nothing is decided about it. */
    public static boolean undecided(List<SyncPlan> plans) {
        return plans.stream().anyMatch(plan -> plan.found(Finding.Kind.UNDECIDED));
    }

    /** The plans, and what it took to make them. */
    public static String of(List<SyncPlan> plans, SortedMap<String, Long> calls) {
        return changes(plans) + findings(plans) + summary(plans) + "\n" + calls(calls);
    }

    public static String of(PassReport report) {
        List<Outcome> outcomes = report.outcomes();
        return changes(report.plans())
                + findings(report.plans())
                + failures(outcomes)
                + done(outcomes)
                + "\n"
                + calls(report.calls());
    }

    /** As {@link #of(List, SortedMap)}, for programs. */
    public static String json(List<SyncPlan> plans, SortedMap<String, Long> calls) {
        ObjectNode document = document(plans);
        ObjectNode made = document.putObject("calls");
        calls.forEach(made::put);
        return document.toPrettyString() + "\n";
    }

    public static String json(PassReport report) {
        List<Outcome> outcomes = report.outcomes();
        ObjectNode document = document(report.plans());
        document.put("run", report.run().id());
        ObjectNode calls = document.putObject("calls");
        report.calls().forEach(calls::put);
        ArrayNode failures = document.putArray("failures");
        failed(outcomes).forEach(failed -> failures.addObject()
                .put("subject", failed.change().subject())
                .put("code", failed.code().name())
                .put("message", failed.message()));
        document.put("applied", outcomes.size() - failures.size());
        return document.toPrettyString() + "\n";
    }

    private static ObjectNode document(List<SyncPlan> plans) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode changes = document.putArray("changes");
        ArrayNode findings = document.putArray("findings");
        for (SyncPlan plan : plans) {
            plan.changes().forEach(change -> changes.addObject()
                    .put("action", change.match(ACTION))
                    .put("subject", change.subject())
                    .put("detail", change.match(DETAIL)));
            plan.findings().forEach(finding -> findings.addObject()
                    .put("kind", finding.kind().name())
                    .put("subject", finding.subject())
                    .put("detail", finding.detail()));
        }
        return document;
    }

    private static String changes(List<SyncPlan> plans) {
        TextTable table = new TextTable("ACTION", "SUBJECT", "DETAIL");
        plans.stream()
                .flatMap(plan -> plan.changes().stream())
                .filter(change -> !(change instanceof Change.Agree))
                .forEach(change -> table.row(change.match(ACTION), change.subject(), change.match(DETAIL)));
        return table.isEmpty() ? "" : table + "\n";
    }

    private static String findings(List<SyncPlan> plans) {
        TextTable table = new TextTable("FOUND", "SUBJECT", "WHAT");
        plans.stream()
                .flatMap(plan -> plan.findings().stream())
                .forEach(finding -> table.row(finding.kind(), finding.subject(), finding.detail()));
        return table.isEmpty() ? "" : table + "\n";
    }

    private static String failures(List<Outcome> outcomes) {
        TextTable table = new TextTable("FAILED", "SUBJECT", "WHY");
        failed(outcomes)
                .forEach(failed ->
                        table.row(failed.change().match(ACTION), failed.change().subject(), failed.message()));
        return table.isEmpty() ? "" : table + "\n";
    }

    private static List<Outcome.Failed> failed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .toList();
    }

    private static String summary(List<SyncPlan> plans) {
        List<Change> changes =
                plans.stream().flatMap(plan -> plan.changes().stream()).toList();
        boolean nothing = changes.stream().allMatch(Change.Agree.class::isInstance);
        return "Plan: %s in %d databases.".formatted(nothing ? "nothing to do" : counts(changes, "to "), plans.size());
    }

    private static String calls(SortedMap<String, Long> calls) {
        return calls.isEmpty()
                ? ""
                : "Calls: "
                        + calls.entrySet().stream()
                                .map(call -> call.getKey() + " " + call.getValue())
                                .collect(Collectors.joining(", "))
                        + "\n";
    }

    private static String done(List<Outcome> outcomes) {
        List<Change> applied = outcomes.stream()
                .filter(Outcome.Applied.class::isInstance)
                .map(Outcome::change)
                .toList();
        return "Applied: %s, %d failed.".formatted(counts(applied, ""), outcomes.size() - applied.size());
    }

    private static String counts(List<Change> changes, String to) {
        PlanCounts counts = PlanCounts.of(changes);
        boolean planned = !to.isEmpty();
        return "%d %s, %d %s, %d %s, %d %s, %d %s"
                .formatted(
                        counts.created(),
                        planned ? "to create" : "created",
                        counts.updated(),
                        planned ? "to update" : "updated",
                        counts.writtenBack(),
                        planned ? "to write back" : "written back",
                        counts.renamed(),
                        planned ? "to rename" : "renamed",
                        counts.dropped(),
                        planned ? "to drop" : "dropped");
    }
}

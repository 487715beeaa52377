package io.lakespan.cdc.definition;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what the sections {@code pipeline} and {@code sink} say about schema changes. */
final class SchemaChangeSection {
    /** What Flink CDC leaves out of {@code lenient} unless it is named. */
    private static final Set<SchemaChangeKind> NOT_LENIENT =
            EnumSet.of(SchemaChangeKind.DROP_TABLE, SchemaChangeKind.TRUNCATE_TABLE);

    private final Section pipeline;
    private final Section sink;
    private final Problems problems;

    SchemaChangeSection(Section pipeline, Section sink, Problems problems) {
        this.pipeline = pipeline;
        this.sink = sink;
        this.problems = problems;
    }

    SchemaChanges read() {
        SchemaChangeBehavior behavior = pipeline.choice(Keys.SCHEMA_CHANGES, SchemaChangeBehavior.LENIENT, '_');
        Set<SchemaChangeKind> included = kinds(sink, Keys.INCLUDE_SCHEMA_CHANGES);
        Set<SchemaChangeKind> excluded = kinds(sink, Keys.EXCLUDE_SCHEMA_CHANGES);
        Set<SchemaChangeKind> handled = EnumSet.allOf(SchemaChangeKind.class);
        if (!included.isEmpty()) {
            handled.retainAll(included);
        } else if (behavior == SchemaChangeBehavior.LENIENT) {
            handled.removeAll(NOT_LENIENT);
        }
        handled.removeAll(excluded);
        return new SchemaChanges(behavior, handled, approved());
    }

    private Set<SchemaChangeKind> approved() {
        Set<SchemaChangeKind> approved = kinds(pipeline, Keys.APPROVED_SCHEMA_CHANGES);
        if (!SchemaChangeKind.DESTRUCTIVE.containsAll(approved)) {
            problems.error(
                    pipeline.mark(Keys.APPROVED_SCHEMA_CHANGES),
                    Keys.APPROVED_SCHEMA_CHANGES + " takes drop.column, drop.table and truncate.table: nothing else"
                            + " waits for approval");
        }
        return approved;
    }

    private Set<SchemaChangeKind> kinds(Section section, String key) {
        Set<SchemaChangeKind> kinds = EnumSet.noneOf(SchemaChangeKind.class);
        for (String word : words(section, key)) {
            Set<SchemaChangeKind> named = SchemaChangeKind.named(word);
            if (named.isEmpty()) {
                problems.error(
                        section.mark(key),
                        key + ": '" + word + "' is no kind of schema change; known are " + SchemaChangeKind.words());
            }
            kinds.addAll(named);
        }
        return kinds;
    }

    private Set<String> words(Section section, String key) {
        Set<String> words = new LinkedHashSet<>();
        section.node(key).ifPresent(node -> {
            for (Node item : node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node)) {
                if (item instanceof ScalarNode scalar) {
                    words.add(scalar.getValue());
                } else {
                    problems.error(item.getStartMark(), key + " must be a list of words such as [add.column, drop]");
                }
            }
        });
        return words;
    }
}

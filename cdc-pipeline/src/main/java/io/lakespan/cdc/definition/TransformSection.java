package io.lakespan.cdc.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the list {@code transform} and the secret of its masks. */
final class TransformSection {
    private static final Map<String, String> NOT_CARRIED = Map.of(
            Keys.PARTITION_KEYS,
            "tables are partitioned by " + Keys.PARTITION_KEY + " of the sink; write it there",
            Keys.TABLE_OPTIONS,
            "tables get their properties from " + Keys.TABLE + " of the sink; write them there",
            Keys.CONVERTER,
            "rows that are deleted in the source are deleted in the lake; remove it");

    private final Section top;
    private final Section pipeline;
    private final Problems problems;

    TransformSection(Section top, Section pipeline, Problems problems) {
        this.top = top;
        this.pipeline = pipeline;
        this.problems = problems;
    }

    TransformOptions read() {
        return new TransformOptions(rules(), salt());
    }

    private List<TransformRule> rules() {
        List<TransformRule> rules = new ArrayList<>();
        top.node("transform").ifPresent(node -> {
            if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> rule(item).ifPresent(rules::add));
            } else {
                problems.error(
                        node.getStartMark(), "transform must be a list, each entry beginning with '- source-table:'");
            }
        });
        return rules;
    }

    private Optional<TransformRule> rule(Node item) {
        Section section = Section.of("transform", item, problems);
        section.required(Keys.SOURCE_TABLE);
        Optional<TablePattern> source = section.parsed(Keys.SOURCE_TABLE, TablePattern::parse);
        Optional<SqlText> projection = section.sql(Keys.PROJECTION);
        Optional<SqlText> filter = section.sql(Keys.FILTER);
        Optional<SqlText> keys = section.sql(Keys.PRIMARY_KEYS);
        section.optional(Keys.DESCRIPTION);
        NOT_CARRIED.forEach((key, why) -> section.node(key)
                .ifPresent(node -> problems.error(section.mark(key), key + " of transform is not carried: " + why)));
        section.finish();
        if (projection.isEmpty() && filter.isEmpty() && keys.isEmpty()) {
            problems.error(
                    section.start(),
                    "the transform does nothing; give it a projection, a filter or primary-keys, or remove it");
        }
        return source.map(
                pattern -> new TransformRule(pattern, projection, filter, keys, problems.place(section.start())));
    }

    private Optional<Secret> salt() {
        if (pipeline.node(Keys.MASK_SALT).isEmpty()) {
            return Optional.empty();
        }
        Secret salt = pipeline.secret(Keys.MASK_SALT);
        if (salt instanceof Secret.Literal) {
            problems.error(
                    pipeline.mark(Keys.MASK_SALT),
                    Keys.MASK_SALT
                            + " would stand in the file for everybody to read; write ${env:NAME} or ${file:/path}");
        }
        return Optional.of(salt);
    }
}

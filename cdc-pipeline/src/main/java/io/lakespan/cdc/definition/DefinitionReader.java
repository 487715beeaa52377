package io.lakespan.cdc.definition;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the YAML of a definition, section by section. */
final class DefinitionReader {
    private static final int MYSQL_PORT = 3306;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Pattern SERVER_ID = Pattern.compile("\\d{1,10}(-\\d{1,10})?");
    private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SINK_TABLE = Pattern.compile("[^.\\s]+\\.[^.\\s]+");
    private static final Pattern METASTORES =
            Pattern.compile("thrift://[^\\s,/:]+:\\d{1,5}(,thrift://[^\\s,/:]+:\\d{1,5})*");
    private static final Map<String, String> FIXED_TABLE_PROPERTIES =
            Map.of("format-version", "2", "write.upsert.enabled", "true");

    private static final List<String> BINARY_PROTOCOL = List.of("useServerPrepStmts", "useCursorFetch");

    private final Problems problems;

    private DefinitionReader(Problems problems) {
        this.problems = problems;
    }

    static PipelineDefinition read(String file, String yaml) {
        Problems problems = new Problems(file);
        return new DefinitionReader(problems).definition(composed(yaml, problems));
    }

    private static Node composed(String yaml, Problems problems) {
        Mark top = new Mark("", 0, 0, 0, new int[0], 0);
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null) {
                problems.error(top, "the definition is empty; write source, sink and pipeline");
            }
            problems.throwIfAny();
            return root;
        } catch (MarkedYAMLException e) {
            throw noYaml(problems, Optional.ofNullable(e.getProblemMark()).orElse(top), e.getProblem());
        } catch (YAMLException e) {
            throw noYaml(problems, top, e.getMessage().lines().findFirst().orElse("unreadable"));
        }
    }

    private static BridgeException noYaml(Problems problems, Mark mark, String problem) {
        return new BridgeException(
                ErrorCode.INVALID_INPUT, problems.place(mark) + ": this is no YAML: " + problem + "; mend it");
    }

    private PipelineDefinition definition(Node root) {
        Section top = Section.of("the definition", root, problems);
        MySqlOptions source = source(section(top, "source"));
        List<RouteRule> routes = routes(top);
        Section sinkSection = section(top, "sink");
        Section pipelineSection = section(top, "pipeline");
        TransformOptions transforms = new TransformSection(top, pipelineSection, problems).read();
        SchemaChanges changes = new SchemaChangeSection(pipelineSection, sinkSection, problems).read();
        SinkOptions sink = sink(sinkSection);
        PipelineOptions pipeline = pipeline(pipelineSection, changes);
        top.finish();
        problems.throwIfAny();
        return new PipelineDefinition(source, routes, transforms, sink, pipeline, problems.warnings());
    }

    private Section section(Section top, String name) {
        Optional<Node> node = top.node(name);
        if (node.isEmpty()) {
            problems.error(top.start(), "the definition lacks '" + name + "'; add it");
        }
        return node.map(value -> Section.of(name, value, problems))
                .orElseGet(() -> Section.empty(name, top.start(), new Problems("")));
    }

    private MySqlOptions source(Section section) {
        only(section, Keys.TYPE, "mysql");
        MySqlOptions options = new MySqlOptions(
                section.optional(Keys.NAME),
                section.required(Keys.HOSTNAME),
                port(section),
                section.required(Keys.USERNAME),
                section.secret(Keys.PASSWORD),
                tables(section),
                section.parsed(Keys.TABLES_EXCLUDE, TablePattern::parseList).orElse(List.of()),
                section.parsed(Keys.SERVER_ID, DefinitionReader::serverId),
                section.zone(Keys.SERVER_TIME_ZONE),
                new StartupSection(section, problems).read(),
                new MySqlOptions.Snapshot(rows(section, Keys.CHUNK_SIZE), rows(section, Keys.FETCH_SIZE)),
                section.duration(Keys.HEARTBEAT, HEARTBEAT),
                section.flag(Keys.TINYINT_AS_BOOLEAN),
                section.below(Keys.DEBEZIUM),
                jdbc(section));
        section.finish();
        return options;
    }

    private static OptionalInt rows(Section section, String key) {
        int rows = section.number(key, 0);
        return rows == 0 ? OptionalInt.empty() : OptionalInt.of(rows);
    }

    private SortedMap<String, Secret> jdbc(Section section) {
        SortedMap<String, Secret> properties = section.below(Keys.JDBC);
        BINARY_PROTOCOL.stream().filter(properties::containsKey).forEach(key -> {
            String full = Keys.JDBC + "." + key;
            problems.error(
                    section.mark(full),
                    full + " cannot be set, Flink CDC reads dates and times only in MySQL's text protocol; remove it");
        });
        return properties;
    }

    private int port(Section section) {
        int port = section.number(Keys.PORT, MYSQL_PORT);
        if (port > 65_535) {
            problems.error(section.mark(Keys.PORT), "port must be at most 65535, not " + port);
        }
        return port;
    }

    private List<TablePattern> tables(Section section) {
        section.required(Keys.TABLES);
        return section.parsed(Keys.TABLES, DefinitionReader::atLeastOne).orElse(List.of());
    }

    private static List<TablePattern> atLeastOne(String text) {
        List<TablePattern> patterns = TablePattern.parseList(text);
        if (patterns.isEmpty()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "names no table; write it as database.table");
        }
        return patterns;
    }

    private static String serverId(String text) {
        if (!SERVER_ID.matcher(text).matches()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "'" + text + "' is no number or range; write it as 5400 or 5400-5404");
        }
        return text;
    }

    private List<RouteRule> routes(Section top) {
        List<RouteRule> rules = new ArrayList<>();
        top.node("route").ifPresent(node -> {
            if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(item -> route(Section.of("route", item, problems))
                        .ifPresent(rules::add));
            } else {
                problems.error(
                        node.getStartMark(), "route must be a list, each entry beginning with '- source-table:'");
            }
        });
        return rules;
    }

    private Optional<RouteRule> route(Section section) {
        String pattern = section.required(Keys.SOURCE_TABLE);
        String target = section.required(Keys.SINK_TABLE);
        if (!SINK_TABLE.matcher(target).matches() && !target.equals("?")) {
            problems.error(
                    section.mark(Keys.SINK_TABLE),
                    "sink-table must be database.table with exactly one dot, not '" + target + "'");
        }
        Optional<RouteRule> rule = section.parsed(Keys.SOURCE_TABLE, TablePattern::parse)
                .map(source -> new RouteRule(
                        source,
                        target,
                        section.optional(Keys.REPLACE_SYMBOL),
                        section.optional(Keys.DESCRIPTION),
                        problems.place(section.start())));
        section.optional(Keys.REPLACE_SYMBOL);
        section.optional(Keys.DESCRIPTION);
        section.finish();
        return pattern.equals("?") ? Optional.empty() : rule;
    }

    private SinkOptions sink(Section section) {
        section.required(Keys.TYPE);
        SinkFormat format = section.choice(Keys.TYPE, SinkFormat.ICEBERG);
        CatalogType type = section.choice(Keys.CATALOG_TYPE, CatalogType.GLUE);
        SinkOptions options = new SinkOptions(
                format,
                section.optional(Keys.NAME),
                type,
                catalog(section, type),
                tableProperties(section, format),
                partitions(section, format),
                section.choice(Keys.EXISTING_ROWS, ExistingRows.REFUSE));
        section.finish();
        return options;
    }

    private SortedMap<String, Secret> catalog(Section section, CatalogType type) {
        SortedMap<String, Secret> properties = section.below(Keys.CATALOG);
        properties.remove(Keys.TYPE);
        Optional.ofNullable(properties.get(SinkOptions.URI)).ifPresent(uri -> uri(section, uri, type));
        return properties;
    }

    /** Without its type, an address of a metastore would go unused and the tables into Glue. */
    private void uri(Section section, Secret uri, CatalogType type) {
        String key = Keys.CATALOG + "." + SinkOptions.URI;
        if (type != CatalogType.HIVE) {
            problems.error(
                    section.mark(key),
                    key + " is the address of a Hive Metastore; add " + Keys.CATALOG_TYPE + ": hive or remove it");
            return;
        }
        if (uri instanceof Secret.Literal literal
                && !METASTORES.matcher(literal.value()).matches()) {
            problems.error(
                    section.mark(key),
                    key + " must be thrift://host:port, several separated by commas, not '" + literal.value() + "'");
        }
    }

    private SortedMap<String, List<PartitionKey>> partitions(Section section, SinkFormat format) {
        SortedMap<String, List<PartitionKey>> partitions =
                section.parsed(Keys.PARTITION_KEY, PartitionKey::parseAll).orElseGet(TreeMap::new);
        if (format == SinkFormat.HUDI) {
            partitions.values().stream()
                    .flatMap(List::stream)
                    .filter(key -> key.transform() != PartitionKey.Transform.IDENTITY)
                    .findFirst()
                    .ifPresent(key -> problems.error(
                            section.mark(Keys.PARTITION_KEY),
                            Keys.PARTITION_KEY + " has a transform of " + key.column()
                                    + ", and Hudi's partitions are columns; name a column"));
        }
        return partitions;
    }

    /** Properties lie open in the catalog, so a reference, which means a secret, is refused. */
    private SortedMap<String, String> tableProperties(Section section, SinkFormat format) {
        SortedMap<String, String> properties = new TreeMap<>();
        section.below(Keys.TABLE).keySet().forEach(key -> section.optional(Keys.TABLE + "." + key)
                .ifPresent(value -> properties.put(key, value)));
        if (format == SinkFormat.HUDI) {
            new HudiProperties(section, problems).check(properties);
            return properties;
        }
        FIXED_TABLE_PROPERTIES.forEach((key, value) -> {
            if (properties.containsKey(key)) {
                only(section, Keys.TABLE + "." + key, value);
            }
        });
        return properties;
    }

    private PipelineOptions pipeline(Section section, SchemaChanges changes) {
        int parallelism = section.number(Keys.PARALLELISM, 0);
        PipelineOptions options = new PipelineOptions(
                name(section),
                parallelism == 0 ? OptionalInt.empty() : OptionalInt.of(parallelism),
                section.duration(Keys.CHECKPOINT_INTERVAL, CHECKPOINT_INTERVAL),
                changes);
        section.finish();
        return options;
    }

    private static String name(Section section) {
        section.required(Keys.NAME);
        return section.parsed(Keys.NAME, DefinitionReader::jobName).orElse("?");
    }

    private static String jobName(String text) {
        if (!JOB_NAME.matcher(text).matches()) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "'" + text + "' is no job name; use up to 100 letters, digits, '-', '_' and '.'");
        }
        return text;
    }

    private void only(Section section, String key, String value) {
        String found = section.required(key);
        if (!found.equals(value) && !found.equals("?")) {
            problems.error(section.mark(key), key + " can only be '" + value + "', not '" + found + "'");
        }
    }
}

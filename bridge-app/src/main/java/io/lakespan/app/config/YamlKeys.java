package io.lakespan.app.config;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The scalars of a YAML file under dotted keys, each with the place it stands at: {@code glue: {region: x}} and
 * {@code glue.region: x} are the same.
 */
final class YamlKeys {
    private final Path file;
    private final SortedMap<String, Scalar> scalars = new TreeMap<>();

    /** A value and where it stands, {@code file:line:column}. */
    record Scalar(String value, String place) {}

    private YamlKeys(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws BridgeException {@code NOT_FOUND} when it cannot be read, {@code INVALID_INPUT} when it is not YAML, holds
     *     a list, or a key twice
     */
    static SortedMap<String, Scalar> read(Path file) {
        YamlKeys keys = new YamlKeys(file);
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            Optional.ofNullable(root).ifPresent(node -> keys.add("", node));
        } catch (IOException e) {
            throw new BridgeException(ErrorCode.NOT_FOUND, "the configuration " + file + " cannot be read", e);
        } catch (MarkedYAMLException e) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, keys.syntaxError(e), e);
        }
        return keys.scalars;
    }

    private void add(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> addEntry(key, entry));
        } else if (node instanceof ScalarNode scalar && !key.isEmpty()) {
            addScalar(key, scalar);
        } else {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, place(node) + ": a list or text stands where keys and values should");
        }
    }

    private void addEntry(String prefix, NodeTuple entry) {
        String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        add(prefix.isEmpty() ? name : prefix + "." + name, entry.getValueNode());
    }

    private void addScalar(String key, ScalarNode node) {
        if (scalars.put(key, new Scalar(node.getValue(), place(node))) != null) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, place(node) + ": the key " + key + " stands here twice");
        }
    }

    private String place(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1) + ":"
                + (node.getStartMark().getColumn() + 1);
    }

    private String syntaxError(MarkedYAMLException e) {
        int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
        return file + ":" + line + ": this is not YAML: " + e.getProblem();
    }
}

package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One pipeline: MySQL tables that are kept equal to tables of the lake.
 *
 * @param warnings what is accepted but should be mended, one line each
 */
public record PipelineDefinition(
        MySqlOptions source,
        List<RouteRule> routes,
        TransformOptions transforms,
        SinkOptions sink,
        PipelineOptions pipeline,
        List<String> warnings) {
    public PipelineDefinition {
        requireNonNull(source, "source");
        routes = List.copyOf(routes);
        requireNonNull(transforms, "transforms");
        requireNonNull(sink, "sink");
        requireNonNull(pipeline, "pipeline");
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a definition.
     *
     * @param file what messages call it
     * @throws BridgeException {@code INVALID_INPUT} with a line {@code file:line:column: what, what to do} for each
     *     error, all of them at once
     */
    public static PipelineDefinition parse(String file, String yaml) {
        return DefinitionReader.read(file, yaml);
    }

    /**
     * Reads a definition file.
     *
     * @throws BridgeException as {@link #parse} does, and {@code NOT_FOUND} when there is no such file
     */
    public static PipelineDefinition read(Path file) {
        return parse(file.toString(), content(file));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND, "cannot read the definition " + file + ": name a readable UTF-8 file", e);
        }
    }
}

package io.lakespan.app.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.app.flink.JobLook.Source;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Reads what the sources of a job count, over all their subtasks.
 *
 * <p>A source's own metrics are named {@code Source__<name>.<metric>} among those of its vertex, whose plain ones are
 * those of the whole chain.
 */
final class SourceReader {
    private static final String OPERATOR = "Source__";

    private final FlinkRest rest;
    private final String jobPath;
    private final List<JsonNode> sources = new ArrayList<>();
    private final List<JsonNode> metrics = new ArrayList<>();

    SourceReader(FlinkRest rest, String jobPath, JsonNode job) {
        this.rest = rest;
        this.jobPath = jobPath;
        for (JsonNode vertex : job.path("vertices")) {
            if (vertex.path("name").asText().startsWith("Source: ")) {
                sources.add(vertex);
            }
        }
    }

    Source read() {
        sources.forEach(this::fetch);
        return new Source(
                since(),
                rows(),
                sum(OPERATOR, "numRecordsOutPerSecond"),
                bytes(),
                sum("", "numBytesOutPerSecond"),
                lag("currentFetchEventTimeLag"),
                lag("currentEmitEventTimeLag"),
                idle());
    }

    private void fetch(JsonNode vertex) {
        String path = jobPath + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
        List<String> wanted = new ArrayList<>();
        rest.call("GET", path).forEach(metric -> {
            String id = metric.path("id").asText();
            if (id.startsWith(OPERATOR) || id.startsWith("numBytesOut")) {
                wanted.add(URLEncoder.encode(id, StandardCharsets.UTF_8));
            }
        });
        if (!wanted.isEmpty()) {
            rest.call("GET", path + "?get=" + String.join(",", wanted)).forEach(metrics::add);
        }
    }

    private Optional<Instant> since() {
        return sources.stream()
                .map(vertex -> vertex.path("start-time").asLong())
                .filter(start -> start > 0)
                .max(Long::compare)
                .map(Instant::ofEpochMilli);
    }

    /** An ended job has no operators that could be asked; what its vertices handed on is kept. */
    private OptionalLong rows() {
        OptionalDouble counted = sum(OPERATOR, "numRecordsOut");
        return counted.isPresent() ? OptionalLong.of((long) counted.getAsDouble()) : kept("write-records");
    }

    private OptionalLong bytes() {
        OptionalDouble counted = sum("", "numBytesOut");
        return counted.isPresent() ? OptionalLong.of((long) counted.getAsDouble()) : kept("write-bytes");
    }

    private OptionalLong kept(String name) {
        LongStream complete = sources.stream()
                .map(vertex -> vertex.path("metrics"))
                .filter(of -> of.path(name + "-complete").asBoolean())
                .mapToLong(of -> of.path(name).asLong());
        long[] values = complete.toArray();
        return values.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(values).sum());
    }

    private OptionalDouble sum(String prefix, String name) {
        double[] values = values(prefix, name, "sum").toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(values).sum());
    }

    /** Only the reader of the log has a lag; Flink's word for unknown is -1. */
    private Optional<Duration> lag(String name) {
        return millis(values(OPERATOR, name, "max").filter(lag -> lag >= 0).max());
    }

    private Optional<Duration> idle() {
        return millis(values(OPERATOR, "sourceIdleTime", "min").min());
    }

    private static Optional<Duration> millis(OptionalDouble value) {
        return value.isPresent() ? Optional.of(Duration.ofMillis((long) value.getAsDouble())) : Optional.empty();
    }

    private DoubleStream values(String prefix, String name, String aggregate) {
        return metrics.stream()
                .filter(metric -> named(metric.path("id").asText(), prefix, name))
                .filter(metric -> metric.path(aggregate).isNumber())
                .mapToDouble(metric -> metric.path(aggregate).asDouble());
    }

    private static boolean named(String id, String prefix, String name) {
        return prefix.isEmpty() ? id.equals(name) : id.startsWith(prefix) && id.endsWith("." + name);
    }
}

package io.lakespan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part that runs a shell script and is healthy as soon as the script has made the file {@code ready}. */
record ScriptPart(String name, String script, Set<String> after, Duration patience, Duration farewell) implements Part {
    static final String READY_AT_ONCE = "touch ready; exec sleep 300";

    static ScriptPart of(String name, String script, String... after) {
        return new ScriptPart(name, script, Set.of(after), Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    ScriptPart withPatience(Duration time) {
        return new ScriptPart(name, script, after, time, farewell);
    }

    ScriptPart withFarewell(Duration time) {
        return new ScriptPart(name, script, after, patience, time);
    }

    @Override
    public List<String> ports() {
        return List.of();
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of();
    }

    @Override
    public void prepare(StackContext context) {
        try {
            Files.deleteIfExists(ready(context));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Launch launch(StackContext context) {
        return new Launch(List.of("/bin/sh", "-c", script), Map.of(), context.data(name));
    }

    @Override
    public boolean healthy(StackContext context) {
        return Files.exists(ready(context));
    }

    @Override
    public String address(StackContext context) {
        return "file:" + ready(context);
    }

    private Path ready(StackContext context) {
        return context.data(name).resolve("ready");
    }
}

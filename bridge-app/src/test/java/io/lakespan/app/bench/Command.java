package io.lakespan.app.bench;

import io.lakespan.app.cli.Lakespan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code lakespan} in a process of its own, as a person starts it, with a heap of 1 GiB at most. */
record Command(String out, Duration took, HeapPeak heap) {

    static Command run(Path home, String... arguments) {
        Path folder = home.resolve("benchmark");
        Path log = folder.resolve("gc.log");
        Path out = folder.resolve("out.txt");
        long began = System.nanoTime();
        int status = OwnProcess.run(command(home, log, arguments), out);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        String text = OwnProcess.text(out);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " ended with " + status + ":\n" + text);
        }
        return new Command(text, took, HeapPeak.of(OwnProcess.text(log)));
    }

    /** The last line that begins so. */
    String line(String beginning) {
        return out.lines()
                .filter(line -> line.startsWith(beginning))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalStateException("no line begins with " + beginning + " in:\n" + out));
    }

    double seconds() {
        return took.toMillis() / 1000.0;
    }

    // The options of the launcher script.
    private static List<String> command(Path home, Path log, String... arguments) {
        List<String> command = new ArrayList<>(OwnProcess.java());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Xlog:gc:file=" + log));
        command.addAll(List.of("--add-opens", "java.base/java.nio=ALL-UNNAMED"));
        command.addAll(List.of("-cp", OwnProcess.classPath(), Lakespan.class.getName()));
        command.addAll(List.of("--home", home.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    static void prepare(Path home) {
        try {
            Files.createDirectories(home.resolve("benchmark"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

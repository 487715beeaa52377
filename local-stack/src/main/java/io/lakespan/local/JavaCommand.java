package io.lakespan.local;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process, run by the JDK that runs Lakespan. */
public record JavaCommand(String mainClass, List<String> options, List<Path> classPath, List<String> arguments) {
    public JavaCommand {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
    }

    public static JavaCommand of(String mainClass, List<Path> classPath) {
        return new JavaCommand(mainClass, List.of(), classPath, List.of());
    }

    /** Options of the JVM, such as {@code -Xmx256m}. */
    public JavaCommand withOptions(String... more) {
        return new JavaCommand(mainClass, joined(options, more), classPath, arguments);
    }

    public JavaCommand withArguments(String... more) {
        return new JavaCommand(mainClass, options, classPath, joined(arguments, more));
    }

    public List<String> toList() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(joining(":")));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static List<String> joined(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}

package io.lakespan.app.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import javax.tools.ToolProvider;

/**
 * A program of a Flink job that runs beside libraries which are not on the class path here: compiled from its source into
 * a jar that holds the libraries it brings along as Flink looks for them, in its folder {@code lib}.
 *
 * @param source a resource: one class without a package and without others in it
 * @param provided what the cluster has
 * @param libraries what the program brings along
 */
record ProgramJar(String source, List<Path> provided, List<Path> libraries) {
    ProgramJar {
        provided = List.copyOf(provided);
        libraries = List.copyOf(libraries);
    }

    /** Makes the jar in that folder. */
    Path in(Path folder) {
        compile(folder);
        Path jar = folder.resolve(main() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest())) {
            out.setLevel(Deflater.NO_COMPRESSION);
            add(folder.resolve(main() + ".class"), "", out);
            for (Path library : libraries) {
                add(library, "lib/", out);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path folder) {
        String classPath = provided.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        String[] arguments = {"-d", folder.toString(), "-cp", classPath, "-proc:none", file().toString()};
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
            throw new IllegalStateException("cannot compile " + source);
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main());
        return manifest;
    }

    private static void add(Path file, String folder, JarOutputStream out) throws IOException {
        out.putNextEntry(new JarEntry(folder + file.getFileName()));
        Files.copy(file, out);
    }

    private String main() {
        return source.replaceAll(".*/|\\.java$", "");
    }

    private Path file() {
        try {
            return Path.of(ProgramJar.class.getResource(source).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

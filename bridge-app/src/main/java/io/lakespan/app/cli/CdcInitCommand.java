package io.lakespan.app.cli;

import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.draft.DefinitionDraft;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a definition from what a MySQL has. */
@Command(name = "init", description = "Ask a running MySQL and write a commented definition; nothing is changed there.")
final class CdcInitCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--hostname", required = true, paramLabel = "HOST", description = "The server.")
    private String hostname;

    @Option(names = "--port", defaultValue = "3306", paramLabel = "PORT", description = "Its port (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--username", required = true, paramLabel = "USER", description = "The user of the job.")
    private String username;

    @Option(
            names = "--password",
            required = true,
            paramLabel = "REFERENCE",
            description = "Where the password is: '$${env:NAME}' or '$${file:/path}'.")
    private String password;

    @Option(
            names = "--tables",
            required = true,
            paramLabel = "PATTERNS",
            description = "Which tables, such as 'shop.\\.*' for all of shop.")
    private String tables;

    @Option(names = "--name", defaultValue = "mysql-to-lake", paramLabel = "NAME", description = "The pipeline's name.")
    private String name;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a new file instead of the terminal.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        String draft = DefinitionDraft.of(
                new DefinitionDraft.Request(hostname, port, username, password, tables, name),
                SecretResolver.ofProcess());
        out.ifPresentOrElse(file -> write(file, draft), () -> print(draft));
        return ExitStatus.OK.code();
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private void write(Path file, String draft) {
        try {
            Files.writeString(file, draft, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new BridgeException(
                    ErrorCode.ALREADY_EXISTS, file + " is there already; name another file with --out", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        print("Wrote " + file + "; next: lakespan cdc validate " + file + "\n");
    }
}

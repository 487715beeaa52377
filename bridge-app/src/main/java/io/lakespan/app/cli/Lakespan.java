package io.lakespan.app.cli;

import io.lakespan.app.config.Profile;
import io.lakespan.app.config.Settings;
import io.lakespan.app.wiring.LocalProfile;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.Secret;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.LocalStack;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code lakespan} command line. */
@Command(
        name = "lakespan",
        description = "MySQL changes in Iceberg tables, registered in Glue, with their lineage in Apache Atlas.",
        versionProvider = LakespanVersion.class,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit statuses:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of Lakespan's own",
            "2:wrong usage, configuration or definition",
            "3:a named table, job, profile or file does not exist",
            "4:credentials or permissions were refused",
            "5:a service does not answer, or its answer was lost",
            "6:it exists already, is in use, or changed meanwhile",
            "7:lake and source differ",
            "8:not possible with this catalog, format or version",
            "9:what was read is damaged",
            "10:something failed or could not be read, the rest is done",
            "11:drops or conflicts are held back and wait for a decision",
            "130:interrupted, as by Ctrl-C"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            CdcCommand.class,
            SyncCommand.class,
            SearchCommand.class,
            LineageCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
public final class Lakespan {
    @Mixin
    GlobalOptions global = new GlobalOptions();

    private final Interruption interruption = new Interruption();

    private Lakespan() {}

    /** What is said when a signal ends the command. */
    Interruption interruption() {
        return interruption;
    }

    /** The local stack of the home that was chosen. */
    StackOptions stackOptions() {
        return StackOptions.at(global.home());
    }

    /** Everything the chosen profile names. */
    Services services() {
        Settings settings = Settings.load(global.config(), global.home());
        SecretResolver secrets = SecretResolver.ofProcess();
        Profile profile = settings.profile(
                global.profile(),
                text -> secrets.resolve(Secret.parse(text)),
                () -> LocalProfile.of(LocalStack.open(stackOptions())));
        return Services.open(profile, stateFile());
    }

    /** Forgets agreements and runs, which mean nothing without the data they are about. */
    void forgetState() {
        for (String suffix : List.of("", "-wal", "-shm")) {
            try {
                Files.deleteIfExists(Path.of(stateFile() + suffix));
            } catch (IOException e) {
                throw new BridgeException(ErrorCode.UNAVAILABLE, "cannot delete " + stateFile() + suffix, e);
            }
        }
    }

    Path stateFile() {
        return global.home().resolve("state.db");
    }

    public static void main(String[] arguments) {
        LogSettings.apply(arguments);
        CommandLine command = commandLine();
        Interruption interruption = ((Lakespan) command.getCommand()).interruption();
        interruption.watch(command.getErr());
        int status = command.execute(arguments);
        interruption.over();
        System.exit(status);
    }

    /** The whole command tree, for the launcher, for tests and for the generated documentation. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Lakespan());
        addHelpBelow(command);
        return command.setExecutionExceptionHandler(new OneLine())
                .setParameterExceptionHandler(Lakespan::usageError)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static void addHelpBelow(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
                command.getCommandSpec()
                        .addOption(OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help and exit.")
                                .build());
            }
            addHelpBelow(command);
        }
    }

    private static int usageError(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("lakespan: " + e.getMessage());
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.INVALID_INPUT.code();
    }

    /** One line for a person; the stack trace only for those who ask with {@code --verbose}. */
    private static final class OneLine implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
            ExitStatus status = e instanceof BridgeException known ? ExitStatus.of(known.code()) : ExitStatus.DEFECT;
            if (GlobalOptions.root(commandLine).interruption().underway()) {
                return status.code();
            }
            commandLine.getErr().println("lakespan: " + message(e));
            if (GlobalOptions.of(commandLine).verbose()) {
                e.printStackTrace(commandLine.getErr());
            }
            return status.code();
        }

        private static String message(Exception e) {
            return e instanceof BridgeException
                    ? e.getMessage()
                    : "this should not have happened: " + e + "; run again with --verbose and report it";
        }
    }
}

package io.lakespan.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Catalogs and Atlas: what would be done, and doing it. */
@Command(
        name = "sync",
        description = "Keep Glue or the Hive Metastore and Atlas together, both ways.",
        subcommands = {
            SyncPlanCommand.class,
            SyncApplyCommand.class,
            SyncConflictsCommand.class,
            SyncHistoryCommand.class,
            SyncWatchCommand.class
        })
final class SyncCommand {
    @ParentCommand
    Lakespan root;
}

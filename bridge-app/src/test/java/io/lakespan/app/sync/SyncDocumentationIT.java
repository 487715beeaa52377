package io.lakespan.app.sync;

import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every command of docs/sync.md, in order; what stands below a command is in what it prints. */
class SyncDocumentationIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("sync-documentation");

    private static final Pattern EDIT = Pattern.compile("<!-- in (Atlas|Glue): (\\S+) (\\w+)=(.*) -->");
    private static final Pattern COMMAND = Pattern.compile("\\$ ./lakespan ([^#]*?)\\s*(?:# exits (\\d+))?");
    private static final Pattern ID = Pattern.compile("(?m)^[0-9a-f]{8}\\b");

    @Test
    void everyCommandDoesWhatThePageSays() throws IOException {
        STACK.engine().createDatabase("crm");
        STACK.engine().create(TableRef.of("crm", "people"), new Schema(required(1, "id", Types.LongType.get())));
        int commands = 0;
        boolean console = false;
        CommandRun last = null;
        for (String line : Files.readAllLines(Path.of("..", "docs", "sync.md"))) {
            Matcher edit = EDIT.matcher(line);
            Matcher command = COMMAND.matcher(line);
            if (line.startsWith("```")) {
                console = line.equals("```console");
            } else if (edit.matches()) {
                edit(edit);
            } else if (console && command.matches()) {
                last = run(command);
                commands++;
            } else if (console) {
                assertSaid(last, line);
            }
        }
        assertThat(commands).isGreaterThan(15);
    }

    private static CommandRun run(Matcher command) {
        List<String> arguments = new ArrayList<>();
        for (String word : command.group(1).split("\\s+")) {
            arguments.add(argument(word.replace("'", "")));
        }
        CommandRun run = STACK.command(arguments.toArray(String[]::new));
        int expected = command.group(2) == null ? 0 : Integer.parseInt(command.group(2));
        assertThat(run.status())
                .as(command.group() + "\n" + run.out() + run.err())
                .isEqualTo(expected);
        return run;
    }

    private static String argument(String word) {
        if (word.equals("ID")) {
            Matcher id = ID.matcher(STACK.command("sync", "conflicts", "list").out());
            assertThat(id.find()).isTrue();
            return id.group();
        }
        return word.endsWith(".plan") ? STACK.home().resolve(word).toString() : word;
    }

    /** The words of the line in their order, whatever is between them. */
    private static void assertSaid(CommandRun run, String line) {
        String words = Pattern.quote(line.strip()).replaceAll("\\s{2,}", "\\\\E.*\\\\Q");
        assertThat(run.out() + run.err()).containsPattern(words);
    }

    private static void edit(Matcher edit) {
        TableRef ref = TableRef.parse(edit.group(2));
        if (edit.group(1).equals("Atlas")) {
            String guid = STACK.atlas().guid("iceberg_table", ref + "@lakespan");
            STACK.atlas().edit(guid, edit.group(3), edit.group(4));
        } else {
            STACK.engine()
                    .load(ref)
                    .updateProperties()
                    .set(edit.group(3), edit.group(4))
                    .commit();
        }
    }
}

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

/**
 * The main of a Flink job that is written in SQL: runs the statements of a file, its INSERTs together as one job, as Flink's
 * SQL client does with a statement set.
 */
public final class RunScript {
    private static final Pattern SETTING = Pattern.compile("(?s)SET\\s+'([^']*)'\\s*=\\s*'([^']*)'");

    private RunScript() {}

    public static void main(String[] arguments) throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        StatementSet inserts = tables.createStatementSet();
        for (String statement : Files.readString(Path.of(arguments[0])).split(";\\s*\n")) {
            Matcher setting = SETTING.matcher(statement.strip());
            if (setting.matches()) {
                tables.getConfig().set(setting.group(1), setting.group(2));
            } else if (statement.strip().startsWith("INSERT")) {
                inserts.addInsertSql(statement);
            } else {
                tables.executeSql(statement);
            }
        }
        inserts.execute();
    }
}

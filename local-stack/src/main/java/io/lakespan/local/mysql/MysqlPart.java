package io.lakespan.local.mysql;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** MySQL 8.0 with a row binlog and GTIDs, as change data capture wants it. */
public final class MysqlPart implements Part {
    static final String NAME = "mysql";
    static final String CDC_USER = "lakespan_cdc";

    private static final String PORT = "mysql.port";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> ports() {
        return List.of(PORT);
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of(MysqlDistribution.ARTIFACT);
    }

    @Override
    public void prepare(StackContext context) {
        new MysqlDatabase(MysqlServer.of(context)).ensure(MysqlAccounts.of(context));
    }

    @Override
    public Launch launch(StackContext context) {
        MysqlServer server = MysqlServer.of(context);
        return new Launch(server.serve(context.port(PORT)), server.environment(), server.folder());
    }

    @Override
    public boolean healthy(StackContext context) {
        Properties login = new Properties();
        login.setProperty("user", CDC_USER);
        login.setProperty("password", context.secret(Secrets.MYSQL_CDC_PASSWORD));
        login.setProperty("connectTimeout", "1500");
        login.setProperty("socketTimeout", "1500");
        try (Connection connection = DriverManager.getConnection("jdbc:" + address(context) + "/", login)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String address(StackContext context) {
        return "mysql://127.0.0.1:" + context.port(PORT);
    }
}

package io.lakespan.local.mysql;

import io.lakespan.local.Secrets;
import io.lakespan.local.StackContext;

/** The users of the local server, with passwords from the secrets of its home. */
record MysqlAccounts(String rootPassword, String cdcPassword) {

    static MysqlAccounts of(StackContext context) {
        return new MysqlAccounts(
                context.secret(Secrets.MYSQL_ROOT_PASSWORD), context.secret(Secrets.MYSQL_CDC_PASSWORD));
    }

    /** Statements, a line each, that can be repeated; the last one ends the server. */
    String statements() {
        return """
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';
                ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
                CREATE USER IF NOT EXISTS '%3$s'@'127.0.0.1';
                ALTER USER '%3$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '%3$s'@'127.0.0.1';
                SHUTDOWN;
                """.formatted(rootPassword, cdcPassword, MysqlPart.CDC_USER);
    }

    @Override
    public String toString() {
        return "MysqlAccounts[passwords hidden]";
    }
}

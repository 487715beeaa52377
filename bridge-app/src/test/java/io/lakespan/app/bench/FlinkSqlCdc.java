package io.lakespan.app.bench;

import com.mysql.cj.Constants;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.JobJar;
import io.lakespan.app.flink.JobStart;
import io.lakespan.local.ArtifactSet;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import io.lakespan.local.Versions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iceberg.IcebergBuild;

/**
 * Plain Flink SQL: {@code mysql-cdc} tables into tables of an Iceberg catalog in Glue, an INSERT each, all of one statement
 * set.
 */
final class FlinkSqlCdc extends CdcWay {
    // The same that Lakespan's job has in its jar.
    private static final String MYSQL_CDC = "3.5.0";
    private static final int FIRST_SERVER_ID = 5_400;
    // All sources of a job share one pool of connections; with its default size of 20, twenty of them wait for each
    // other.
    private static final int CONNECTIONS = 60;
    private static final ArtifactSet CONNECTORS = ArtifactSet.files(
            "org.apache.flink:flink-sql-connector-mysql-cdc:" + MYSQL_CDC,
            "com.mysql:mysql-connector-j:" + Constants.CJ_VERSION,
            "org.apache.iceberg:iceberg-flink-runtime-1.20:" + IcebergBuild.version(),
            "org.apache.iceberg:iceberg-aws-bundle:" + IcebergBuild.version());
    private static final ArtifactSet TABLE_API =
            ArtifactSet.classPath("org.apache.flink:flink-table-api-java:" + Versions.of("flink"));

    private final JobJar jar;

    FlinkSqlCdc(LocalStack stack) {
        super(stack);
        List<Path> connectors = stack.context().files(CONNECTORS);
        ProgramJar program =
                new ProgramJar("/flink-sql/RunScript.java", stack.context().files(TABLE_API), connectors);
        this.jar = JobJar.of(program.in(stack.home().resolve("benchmark")));
    }

    @Override
    String label() {
        return "flink_sql";
    }

    @Override
    String start(CdcTables tables, String lake, Optional<String> savepoint) {
        Path script = write(lake + ".sql", script(tables, lake));
        FlinkCluster cluster = FlinkCluster.at(URI.create(stack.address("flink-jobmanager")));
        return cluster.run(
                new JobStart(cluster.upload(jar), List.of(script.toString()), savepoint, OptionalInt.empty()));
    }

    private String script(CdcTables tables, String lake) {
        StringBuilder script = new StringBuilder()
                .append("SET 'pipeline.name' = '%s';\n".formatted(lake))
                .append("SET 'parallelism.default' = '%d';\n".formatted(tables.parallelism()))
                .append("SET 'execution.checkpointing.interval' = '%s';\n".formatted(CHECKPOINT_INTERVAL))
                // As Lakespan has it: no copy of each row between operators.
                .append("SET 'pipeline.object-reuse' = 'true';\n")
                .append(catalog())
                .append("CREATE DATABASE IF NOT EXISTS lake.%s;\n".formatted(lake));
        List<String> names = tables.names();
        for (int number = 0; number < names.size(); number++) {
            script.append(source(tables, names.get(number), number));
            script.append(sink(lake, names.get(number)));
            script.append("INSERT INTO lake.%s.%s SELECT * FROM %2$s;\n".formatted(lake, names.get(number)));
        }
        return script.toString();
    }

    private String catalog() {
        return """
                CREATE CATALOG lake WITH (
                  'type' = 'iceberg',
                  'catalog-impl' = 'org.apache.iceberg.aws.glue.GlueCatalog',
                  'io-impl' = 'org.apache.iceberg.aws.s3.S3FileIO',
                  'warehouse' = 's3://lakehouse/warehouse',
                  'client.region' = 'us-east-1',
                  'glue.endpoint' = '%s',
                  's3.endpoint' = '%s',
                  's3.path-style-access' = 'true');
                """.formatted(stack.address("glue"), stack.address("s3"));
    }

    private String source(CdcTables tables, String name, int number) {
        int serverId = FIRST_SERVER_ID + number * tables.parallelism();
        return """
                CREATE TEMPORARY TABLE %s (%s) WITH (
                  'connector' = 'mysql-cdc',
                  'hostname' = '127.0.0.1',
                  'port' = '%d',
                  'username' = 'lakespan_cdc',
                  'password' = '%s',
                  'database-name' = '%s',
                  'table-name' = '%1$s',
                  'server-id' = '%6$d-%7$d',
                  'server-time-zone' = 'UTC',
                  'connection.pool.size' = '%13$d',
                  'scan.incremental.snapshot.chunk.size' = '%8$d',
                  'scan.snapshot.fetch.size' = '%9$d',
                  'debezium.database.ssl.mode' = 'preferred',
                  'debezium.poll.interval.ms' = '%10$s',
                  'debezium.max.batch.size' = '%11$d',
                  'debezium.max.queue.size' = '%12$d');
                """.formatted(
                        name,
                        CdcTables.flinkColumns(),
                        stack.port("mysql.port"),
                        stack.secret(Secrets.MYSQL_CDC_PASSWORD),
                        tables.database(),
                        serverId,
                        serverId + tables.parallelism() - 1,
                        tables.chunk(),
                        FETCH_SIZE,
                        POLL_INTERVAL_MILLIS,
                        tables.batch(),
                        tables.queue(),
                        CONNECTIONS);
    }

    private static String sink(String lake, String name) {
        return """
                CREATE TABLE IF NOT EXISTS lake.%s.%s (%s) WITH (
                  'format-version' = '2',
                  'write.upsert.enabled' = 'true',
                  'write.metadata.delete-after-commit.enabled' = 'true',
                  'write.metadata.previous-versions-max' = '20');
                """.formatted(lake, name, CdcTables.flinkColumns());
    }
}

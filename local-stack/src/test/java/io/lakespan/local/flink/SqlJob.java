package io.lakespan.local.flink;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** A job that ends and needs the SQL planner and its code generation; it runs in the cluster, not in the test. */
public final class SqlJob {
    private SqlJob() {}

    /** Submits the job. */
    public static void main(String[] arguments) {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.executeSql("CREATE TABLE orders (id BIGINT, price DECIMAL(10, 2), placed TIMESTAMP(3)) "
                + "WITH ('connector' = 'datagen', 'number-of-rows' = '1000')");
        tables.executeSql(
                "CREATE TABLE sums (placed_on STRING, total DECIMAL(38, 2)) WITH ('connector' = 'blackhole')");
        tables.executeSql("INSERT INTO sums SELECT DATE_FORMAT(placed, 'yyyy-MM-dd'), SUM(price) FROM orders "
                + "WHERE id > 0 GROUP BY DATE_FORMAT(placed, 'yyyy-MM-dd')");
    }
}

package io.lakespan.app.bench;

import io.lakespan.model.TableRef;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tables of ten columns in one database of MySQL.
 *
 * @param rows of each table, before and after any number of changes
 * @param chunk rows of a piece that is read at once: each reader of a table has one in memory, whatever the way
 */
record CdcTables(String database, int tables, int rows, int chunk) {
    /** How many readers a table has: of twenty, two each would not fit the TaskManager's heap. */
    int parallelism() {
        return tables == 1 ? 2 : 1;
    }

    /** How many records a reader hands on at once at most. */
    int batch() {
        return Math.min(chunk, 4_096);
    }

    /** How many records wait in a reader at most. */
    int queue() {
        return 4 * batch();
    }

    List<String> names() {
        return IntStream.rangeClosed(1, tables)
                .mapToObj("items_%02d"::formatted)
                .toList();
    }

    /** Where they go in a lake of their own. */
    List<TableRef> in(String lake) {
        return names().stream().map(name -> TableRef.of(lake, name)).toList();
    }

    long allRows() {
        return (long) tables * rows;
    }

    String createSql(String name) {
        return """
                CREATE TABLE %s.%s (
                  id BIGINT PRIMARY KEY,
                  customer INT NOT NULL,
                  sku VARCHAR(32) NOT NULL,
                  title VARCHAR(120),
                  status VARCHAR(16) NOT NULL,
                  quantity INT NOT NULL,
                  price DECIMAL(12, 2) NOT NULL,
                  weight DOUBLE,
                  placed DATETIME(3) NOT NULL,
                  updated TIMESTAMP(3) NOT NULL)""".formatted(database, name);
    }

    String fillSql(String name) {
        return """
                INSERT INTO %s.%s
                WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < %d)
                SELECT id, id * 7919 %% 100003, CONCAT('sku-', LPAD(id * 31 %% 99991, 8, '0')),
                  IF(id %% 50 = 0, NULL, CONCAT('What item ', id, ' is sold as: ', MD5(id))),
                  ELT(1 + id %% 4, 'placed', 'paid', 'shipped', 'returned'), id %% 17,
                  (id * 37 %% 1000000) / 100, id / 8,
                  '2026-01-01' + INTERVAL id * 1237 * 1000 MICROSECOND, '2026-06-01' + INTERVAL id SECOND
                FROM ids""".formatted(database, name, rows);
    }

    /** The columns as Flink's SQL declares them. */
    static String flinkColumns() {
        return "id BIGINT, customer INT, sku STRING, title STRING, status STRING, quantity INT, price DECIMAL(12, 2),"
                + " weight DOUBLE, placed TIMESTAMP(6), updated TIMESTAMP_LTZ(6), PRIMARY KEY (id) NOT ENFORCED";
    }
}

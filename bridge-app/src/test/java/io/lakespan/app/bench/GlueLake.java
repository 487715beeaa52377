package io.lakespan.app.bench;

import static org.apache.iceberg.types.Types.NestedField.optional;

import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.model.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Databases full of Parquet tables, and of Iceberg tables with metadata of their own on S3. */
record GlueLake(int databases, int tables, int icebergTables, int columns) {
    private static final int WRITERS = 4;
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    /** Writes it; a database after the other, its tables by several writers. */
    void writeTo(GlueEngine engine) {
        for (int database = 0; database < databases; database++) {
            String name = database(database);
            engine.createDatabase(name);
            sideBySide(IntStream.range(0, tablesEach())
                    .<Callable<String>>mapToObj(number -> () -> write(engine, name, number))
                    .toList());
        }
    }

    String database(int number) {
        return "lake%02d".formatted(number);
    }

    int tablesEach() {
        return tables / databases;
    }

    private String write(GlueEngine engine, String database, int number) {
        String name = "events_%04d".formatted(number);
        if (number < icebergTables / databases) {
            engine.create(TableRef.of(database, name), schema());
        } else {
            engine.client()
                    .createTable(request -> request.databaseName(database).tableInput(parquet(database, name)));
        }
        return name;
    }

    private Schema schema() {
        return new Schema(IntStream.rangeClosed(1, columns)
                .mapToObj(id -> optional(id, "column_" + id, type(id), "what column " + id + " says"))
                .toList());
    }

    private static org.apache.iceberg.types.Type type(int id) {
        return id % 2 == 0 ? Types.StringType.get() : Types.LongType.get();
    }

    private TableInput parquet(String database, String name) {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .owner("etl")
                .parameters(Map.of("EXTERNAL", "TRUE", "classification", "parquet"))
                .storageDescriptor(storage("s3://lakehouse/warehouse/" + database + ".db/" + name))
                .build();
    }

    private StorageDescriptor storage(String location) {
        return StorageDescriptor.builder()
                .location(location)
                .inputFormat(PARQUET + "MapredParquetInputFormat")
                .outputFormat(PARQUET + "MapredParquetOutputFormat")
                .serdeInfo(serde -> serde.serializationLibrary(PARQUET + "serde.ParquetHiveSerDe"))
                .columns(IntStream.rangeClosed(1, columns)
                        .mapToObj(GlueLake::column)
                        .toList())
                .build();
    }

    private static Column column(int id) {
        return Column.builder()
                .name("column_" + id)
                .type(id % 2 == 0 ? "string" : "bigint")
                .comment("what column " + id + " says")
                .build();
    }

    private static void sideBySide(List<Callable<String>> tasks) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<String> written = new ArrayList<>();
            for (Future<String> task : writers.invokeAll(tasks)) {
                written.add(task.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            writers.shutdownNow();
        }
    }
}

package io.lakespan.app.demo;

import io.lakespan.app.demo.shop.Shop;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's pipeline definition, a file anyone can run again. */
final class DemoDefinition {
    static final String JOB = "shop-to-lake";

    private DemoDefinition() {}

    static Path write(LocalStack stack) {
        Path file = stack.home().resolve("demo").resolve("shop-to-lake.yaml");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(stack));
        } catch (IOException e) {
            throw new BridgeException(ErrorCode.UNAVAILABLE, "the demo's definition " + file + " cannot be written", e);
        }
        return file;
    }

    private static String text(LocalStack stack) {
        return """
                # Every table of the sample shop, to Iceberg tables of the same name.
                # Run it again with: lakespan cdc run THIS-FILE
                source:
                  type: mysql
                  hostname: 127.0.0.1
                  port: %d
                  username: lakespan_cdc
                  password: ${file:%s}
                  tables: %s\\.\\.*
                sink:
                  type: iceberg
                  catalog.properties.type: glue
                  # The demo makes its tables anew at each run.
                  existing-rows: replace
                pipeline:
                  name: %s
                  parallelism: 2
                  execution.checkpointing.interval: 4s
                """.formatted(
                        stack.port("mysql.port"),
                        stack.home().resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD),
                        Shop.DATABASE,
                        JOB);
    }
}

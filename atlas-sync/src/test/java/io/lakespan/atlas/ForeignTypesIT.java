package io.lakespan.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An Atlas in which somebody else defined a type of the same name: one of them alone, so that the shared Atlas stays clean. */
class ForeignTypesIT {
    private final Map<String, String> definitions = new HashMap<>(Map.of(
            "hive_table", type("DataSet", ""),
            "hive_column", type("DataSet", ""),
            "DataSet", "{\"superTypes\":[],\"attributeDefs\":[]}",
            "iceberg_column", type("hive_column", "fieldId:string,required:boolean")));
    private String version = "2.1.0";
    private HttpServer server;
    private AtlasTypes types;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/atlas/admin/version", call -> answer(call, "{\"Version\":\"%s\"}".formatted(version)));
        server.createContext("/api/atlas/v2/types/", call -> {
            String path = call.getRequestURI().getPath();
            String definition = definitions.getOrDefault(path.substring(path.lastIndexOf('/') + 1), type("", ""));
            answer(call, definition);
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        types = new AtlasTypes(new AtlasRest(AtlasConfig.of(url, "u", "p", "x")));
    }

    private static void answer(HttpExchange call, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTypeThatIsNoTableIsRefusedByName() {
        definitions.put("iceberg_table", type("DataSet", "tableUuid:string"));
        assertThatThrownBy(() -> types.require(TableFormat.ICEBERG))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContaining("iceberg_table")
                .hasMessageContaining("hive_table");
        assertThatCode(() -> types.require(TableFormat.HIVE)).doesNotThrowAnyException();
    }

    @Test
    void anAtlasBefore21IsTooOldAndANewerOneIsNot() {
        definitions.put("iceberg_table", type("hive_table", ""));
        version = "2.0.0";
        assertThatThrownBy(() -> types.require(TableFormat.HIVE))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("2.0.0");
        for (String newer : new String[] {"2.4.0", "2.10.1", "3.0.0-SNAPSHOT", "2.1.0.7.1.7.0-551"}) {
            version = newer;
            assertThatCode(() -> types.require(TableFormat.ICEBERG)).doesNotThrowAnyException();
        }
    }

    @Test
    void anAttributeOfAnotherTypeIsRefusedByName() {
        definitions.put("iceberg_table", type("hive_table", "tableUuid:int"));
        assertThatThrownBy(() -> types.require(TableFormat.ICEBERG))
                .hasMessageContaining("tableUuid")
                .hasMessageContaining("iceberg_table")
                .hasMessageContaining("int");
    }

    @Test
    void aTypeWithoutLakespansAttributesKeepsThemAsCustomAttributes() {
        definitions.put("iceberg_table", type("hive_table", "other:string"));
        types.require(TableFormat.ICEBERG);
        assertThat(types.has("iceberg_table", "tableUuid")).isFalse();
        assertThat(types.has("iceberg_column", "fieldId")).isTrue();
    }

    private static String type(String parent, String attributes) {
        StringBuilder list = new StringBuilder();
        for (String attribute : attributes.isEmpty() ? new String[0] : attributes.split(",")) {
            String[] parts = attribute.split(":");
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"typeName\":\"%s\"}".formatted(parts[0], parts[1]));
        }
        return "{\"superTypes\":[%s],\"attributeDefs\":[%s]}"
                .formatted(parent.isEmpty() ? "" : "\"" + parent + "\"", list);
    }
}

package io.lakespan.local.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AtlasModelsTest {
    private static final Set<String> BUILT_IN = Set.of("string", "int", "long", "boolean", "date");

    @Test
    void everyModelIsInstalled() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("src", "main", "resources", "io", "lakespan", "local", "atlas", "models"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(AtlasFolders.MODELS);
        }
    }

    @Test
    void everyTypeIsDefinedOnceAndSaysWhatItIs() {
        List<JsonNode> types = AtlasFolders.MODELS.stream()
                .flatMap(AtlasModelsTest::definitions)
                .toList();

        assertThat(types).extracting(type -> type.path("name").asText()).doesNotHaveDuplicates();
        assertThat(types).noneMatch(type -> type.path("description").asText().isBlank());
    }

    @Test
    void aModelRefersToItsOwnTypesAndEarlierOnesOnly() {
        Set<String> known = new HashSet<>(BUILT_IN);
        for (String model : AtlasFolders.MODELS) {
            definitions(model).map(type -> type.path("name").asText()).forEach(known::add);

            assertThat(known)
                    .as(model)
                    .containsAll(definitions(model)
                            .flatMap(type -> references(type).stream())
                            .toList());
        }
    }

    private static List<String> references(JsonNode type) {
        List<String> names = new ArrayList<>();
        type.path("superTypes").forEach(superType -> names.add(superType.asText()));
        type.path("attributeDefs").forEach(attribute -> names.addAll(parts(attribute.path("typeName"))));
        Stream.of("endDef1", "endDef2")
                .filter(type::has)
                .forEach(end -> names.add(type.path(end).path("type").asText()));
        return names;
    }

    private static List<String> parts(JsonNode typeName) {
        return Stream.of(typeName.asText().split("array<|map<|[,>]"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Stream<JsonNode> definitions(String model) {
        return StreamSupport.stream(read(model).spliterator(), false)
                .flatMap(kind -> StreamSupport.stream(kind.spliterator(), false));
    }

    private static JsonNode read(String model) {
        try (InputStream file = AtlasFolders.class.getResourceAsStream("models/" + model)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.lakespan.local.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lakespan.error.BridgeException;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasBeginningsIT {
    @TempDir
    Path home;

    private LocalStack stack;

    @BeforeEach
    void open() {
        stack = LocalStack.open(StackOptions.at(home)
                .withCache(Path.of("target", "cache"))
                .only(AtlasPart.NAME)
                .withFreePorts());
    }

    @AfterEach
    void stop() {
        stack.down();
    }

    @Test
    void afterAKillInTheMiddleOfTheFirstStartAllTypesAreThere() {
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> stack.up(Progress.silent()));
        await().atMost(Duration.ofMinutes(1)).until(this::isWritingTypes);
        killAtlas();
        assertThatThrownBy(start::join).hasMessageContaining("atlas ended while it started");

        stack.up(Progress.silent());

        assertThat(atlas().get("/v2/types/relationshipdef/name/flink_application_processes")
                        .path("propagateTags")
                        .asText())
                .isEqualTo("NONE");
    }

    @Test
    void aPartThatIsResetAloneNeverMeetsWhatBelongedToTheOther() {
        stack.up(Progress.silent());
        String database = "{'qualifiedName': 'old@test', 'name': 'leftover', 'clusterName': 'test'}";
        atlas().entity("hive_db", database);
        await().until(() -> atlas().found("query=leftover").size() == 1);

        stack.reset(Set.of(AtlasPart.NAME));
        stack.up(Progress.silent());
        assertThat(atlas().found("query=leftover")).isEmpty();

        stack.reset(Set.of(SolrPart.NAME));
        assertThatThrownBy(() -> stack.up(Progress.silent()))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("reset the parts atlas and solr together");
    }

    private AtlasCalls atlas() {
        return new AtlasCalls(stack.address(AtlasPart.NAME), stack.secret("atlas.password"));
    }

    private boolean isWritingTypes() throws IOException {
        Path graph = home.resolve("data/atlas/graph/00000000.jdb");
        return Files.exists(graph) && Files.size(graph) > 1 << 20;
    }

    private void killAtlas() {
        OptionalLong pid = stack.status().stream()
                .filter(status -> status.part().equals(AtlasPart.NAME))
                .findFirst()
                .map(PartStatus::pid)
                .orElseThrow();
        ProcessHandle.of(pid.orElseThrow()).orElseThrow().destroyForcibly();
    }
}

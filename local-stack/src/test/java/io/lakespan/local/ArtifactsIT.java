package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsIT {
    private static final String BIG = "org/x/big/1/big-1.zip";
    private static final ArtifactSet BIG_FILE = ArtifactSet.files("org.x:big:zip:1");

    @TempDir
    Path folder;

    private final RecordedProgress progress = new RecordedProgress();
    private final byte[] content = new byte[1 << 20];
    private LoopbackRepository repository;

    @BeforeEach
    void serve() throws IOException {
        repository = new LoopbackRepository();
        new Random(7).nextBytes(content);
        repository.put(BIG, content);
        putJar("a", dependsOn("b") + dependsOn("c"));
        putJar("b", dependsOn("d"));
        putJar("c", "");
        putJar("d", "");
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void aFileIsFetchedOnceAndThenFoundWithoutTheNetwork() {
        Path file = artifacts().files(BIG_FILE).get(0);
        repository.close();

        assertThat(file).hasBinaryContent(content);
        assertThat(artifacts().files(BIG_FILE)).containsExactly(file);
        assertThat(repository.requestsFor(BIG)).hasSize(1);
    }

    @Test
    void theGraphIsNotReadAgainForAKnownSet() {
        ArtifactSet set = ArtifactSet.classPath("org.x:a:1");
        List<Path> files = artifacts().files(set);
        repository.close();

        assertThat(artifacts().files(set)).isEqualTo(files);
    }

    @Test
    void aClassPathIsInTheOrderOfItsDependencies() {
        assertThat(names(ArtifactSet.classPath("org.x:a:1")))
                .containsExactly("a-1.jar", "b-1.jar", "d-1.jar", "c-1.jar");
    }

    @Test
    void anExcludedDependencyStaysAwayWithWhatItBrings() {
        assertThat(names(ArtifactSet.classPath("org.x:a:1").without("org.x:b"))).containsExactly("a-1.jar", "c-1.jar");
        assertThat(names(ArtifactSet.classPath("org.x:a:1").without("*:d")))
                .containsExactly("a-1.jar", "b-1.jar", "c-1.jar");
        assertThat(names(ArtifactSet.classPath("org.x:a:1").without("*:*"))).containsExactly("a-1.jar");
    }

    @Test
    void aFileWithAWrongChecksumIsRefused() {
        repository.damage(BIG);

        assertThatThrownBy(() -> artifacts().files(BIG_FILE))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContaining("org.x:big:zip:1");
        assertThat(folder.resolve("repository").resolve(BIG)).doesNotExist();
    }

    @Test
    void whatIsNowhereIsNamed() {
        assertThatThrownBy(() -> artifacts().files(ArtifactSet.files("org.x:none:jar:9")))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("org.x:none:jar:9")
                .hasMessageContaining(repository.address());
    }

    @Test
    void aMissingDependencyOfADependencyIsNamed() {
        putJar("e", dependsOn("gone"));

        assertThatThrownBy(() -> artifacts().files(ArtifactSet.classPath("org.x:e:1")))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("org.x:gone:");
    }

    @Test
    void aBrokenDownloadGoesOnWhereItEnded() {
        repository.breakOffOnce();
        assertThatThrownBy(() -> artifacts().files(BIG_FILE))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        Path file = artifacts().files(BIG_FILE).get(0);

        assertThat(file).hasBinaryContent(content);
        assertThat(repository.requestsFor(BIG)).containsExactly(BIG + " whole", BIG + " bytes=524288-");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.lakespan-part");
    }

    @Test
    void aFileThatVanishedIsFetchedAgain() throws IOException {
        Files.delete(artifacts().files(BIG_FILE).get(0));

        assertThat(artifacts().files(BIG_FILE).get(0)).hasBinaryContent(content);
    }

    @Test
    void twoAtOnceFetchAFileOnce() {
        CompletableFuture<List<Path>> one =
                CompletableFuture.supplyAsync(() -> artifacts().files(BIG_FILE));
        CompletableFuture<List<Path>> other =
                CompletableFuture.supplyAsync(() -> artifacts().files(BIG_FILE));

        assertThat(one.join()).isEqualTo(other.join());
        assertThat(repository.requestsFor(BIG)).hasSize(1);
    }

    @Test
    void progressEndsWithEveryByteAndFile() {
        artifacts().resolve(List.of(BIG_FILE), progress);

        Transfer last = progress.transfers().get(progress.transfers().size() - 1);
        assertThat(last.bytes()).isEqualTo(content.length);
        assertThat(last.totalBytes()).isEqualTo(content.length);
        assertThat(last.files()).isEqualTo(1);
        assertThat(last.totalFiles()).isEqualTo(1);
    }

    private List<String> names(ArtifactSet set) {
        return artifacts().files(set).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private Artifacts artifacts() {
        Mirror mirror = new Mirror();
        mirror.setId("loopback");
        mirror.setMirrorOf("*");
        mirror.setUrl(repository.address());
        Settings settings = new Settings();
        settings.addMirror(mirror);
        settings.setLocalRepository(folder.resolve("repository").toString());
        return Artifacts.with(settings, folder.resolve("cache"));
    }

    private void putJar(String name, String dependencies) {
        String path = "org/x/%1$s/1/%1$s-1".formatted(name);
        repository.put(path + ".jar", "jar of " + name);
        repository.put(path + ".pom", """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.x</groupId><artifactId>%s</artifactId><version>1</version>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(name, dependencies));
    }

    private static String dependsOn(String name) {
        return "<dependency><groupId>org.x</groupId><artifactId>%s</artifactId><version>1</version></dependency>"
                .formatted(name);
    }
}

package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @TempDir
    Path cache;

    @Test
    void manyAtOnceFillItOnce() {
        AtomicInteger fillings = new AtomicInteger();
        List<CompletableFuture<Path>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> CacheFolder.once(cache.resolve("x"), empty -> {
                    fillings.incrementAndGet();
                    Files.writeString(empty.resolve("file"), "whole");
                })))
                .toList();

        assertThat(all)
                .allSatisfy(each -> assertThat(each.join().resolve("file")).hasContent("whole"));
        assertThat(fillings).hasValue(1);
    }

    @Test
    void aFailedFillingIsDoneAgainFromTheBeginning() {
        assertThatThrownBy(() -> CacheFolder.once(cache.resolve("x"), CacheFolderTest::breaksOff))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("disk full");
        assertThat(cache.resolve("x")).doesNotExist();

        CacheFolder.once(cache.resolve("x"), empty -> Files.writeString(empty.resolve("file"), "whole"));

        assertThat(cache.resolve("x/half")).doesNotExist();
        assertThat(cache.resolve("x/file")).hasContent("whole");
    }

    private static void breaksOff(Path empty) throws IOException {
        Files.writeString(empty.resolve("half"), "");
        throw new IOException("disk full");
    }
}

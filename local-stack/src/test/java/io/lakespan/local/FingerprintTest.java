package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @Test
    void whereOneValueEndsMatters() {
        assertThat(new Fingerprint().add("ab").add("c").text())
                .isEqualTo(new Fingerprint().add("ab").add("c").text())
                .isNotEqualTo(new Fingerprint().add("a").add("bc").text());
    }

    @Test
    void aChangedAddedOrRenamedFileChangesTheFolder(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("x"), "1");
        String before = text(folder);

        Files.writeString(file, "2");
        String changed = text(folder);
        Path moved = Files.move(file, folder.resolve("y"));
        String renamed = text(folder);
        Files.copy(moved, folder.resolve("z"));
        String added = text(folder);

        assertThat(new String[] {before, changed, renamed, added}).doesNotHaveDuplicates();
    }

    private static String text(Path folder) {
        return new Fingerprint().addContent(folder).text();
    }
}

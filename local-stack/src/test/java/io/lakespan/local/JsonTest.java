package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    @TempDir
    Path folder;

    @Test
    void aRunRecordComesBackAsItWasWritten() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        RunRecord record = new RunRecord(self, "2026-01-02T03:04:05Z", Map.of("s3.port", 1), "abc", true, 17);

        record.write(folder.resolve("run/x.json"));

        assertThat(RunRecord.read(folder.resolve("run/x.json"))).contains(record);
        assertThat(record.process().isAlive()).isTrue();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("stack.json"), "{\"ports\": ");

        assertThatThrownBy(() -> StackFile.read(file))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(file.toString());
    }
}

package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path home;

    @Test
    void aSecretIsMadeOnceAndStays() {
        Secrets secrets = Secrets.in(home.resolve("secrets"));
        secrets.ensure();
        String first = secrets.value(Secrets.ATLAS_PASSWORD);

        secrets.ensure();

        assertThat(first).hasSize(32).matches("[A-Za-z0-9]+");
        assertThat(secrets.value(Secrets.ATLAS_PASSWORD)).isEqualTo(first);
        assertThat(secrets.value(Secrets.S3_SECRET_KEY)).isNotEqualTo(first);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        Secrets.in(home.resolve("secrets")).ensure();

        assertThat(permissions("secrets")).isEqualTo("rwx------");
        assertThat(permissions("secrets/s3.secret-key")).isEqualTo("rw-------");
        assertThat(home.resolve("secrets/s3.secret-key")).content().doesNotContain("\n");
    }

    @Test
    void whatIsNotThereIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> Secrets.in(home).value(Secrets.S3_SECRET_KEY))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("s3.secret-key")
                .hasMessageContaining("lakespan up");
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        Files.writeString(home.resolve("passwd"), "root");

        assertThatThrownBy(() -> Secrets.in(home.resolve("secrets")).value("../passwd"))
                .isInstanceOf(BridgeException.class);
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(path)));
    }
}

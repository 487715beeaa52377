package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretResolverTest {
    private final SecretResolver resolver = SecretResolver.of(Map.of("PW", "a b"));

    @TempDir
    Path folder;

    @Test
    void aReferenceIsLookedUpWhereItPoints() throws IOException {
        Path file = Files.writeString(folder.resolve("pw"), "from file\n");

        assertThat(resolver.resolve(new Secret.Environment("PW"))).isEqualTo("a b");
        assertThat(resolver.resolve(new Secret.File(file.toString()))).isEqualTo("from file");
    }

    @Test
    void aReferenceToNothingIsNotFound() {
        BridgeException variable =
                catchThrowableOfType(BridgeException.class, () -> resolver.resolve(new Secret.Environment("NONE")));
        BridgeException file =
                catchThrowableOfType(BridgeException.class, () -> resolver.resolve(new Secret.File("/nowhere/pw")));

        assertThat(variable.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(variable).hasMessageContaining("the environment variable NONE is not set");
        assertThat(file.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(file).hasMessageContaining("${file:/nowhere/pw}");
    }
}

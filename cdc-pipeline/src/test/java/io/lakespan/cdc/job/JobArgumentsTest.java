package io.lakespan.cdc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobArgumentsTest {

    @Test
    void theDefinitionAndTheCatalogsDefaultsAreRead() {
        String text = Base64.getEncoder().encodeToString("größer: 1".getBytes(StandardCharsets.UTF_8));

        JobArguments arguments = JobArguments.parse(
                "--definition-base64", text, "--catalog-default", "a=b=c", "--catalog-default", "warehouse=s3://x");

        assertThat(arguments.definition()).isEqualTo("größer: 1");
        assertThat(arguments.catalogDefaults()).isEqualTo(Map.of("a", "b=c", "warehouse", "s3://x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--definition-base64",
                "--definition-base64 !",
                "--definition-base64 YQ== --catalog-default",
                "--definition-base64 YQ== --catalog-default nokey",
                "--other x"
            })
    void anythingElseIsRefusedWithTheUsage(String line) {
        BridgeException error = catchThrowableOfType(BridgeException.class, () -> JobArguments.parse(line.split(" ")));

        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(error).hasMessageContaining("--definition-base64 TEXT");
    }
}

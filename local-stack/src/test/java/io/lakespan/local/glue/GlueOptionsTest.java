package io.lakespan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlueOptionsTest {

    @Test
    void onlyTheDataFolderMustBeGiven() {
        assertThat(GlueOptions.parse("--data", "x"))
                .isEqualTo(new GlueOptions("127.0.0.1", 0, Path.of("x"), Optional.empty()));
    }

    @Test
    void everythingCanBeGiven() {
        assertThat(GlueOptions.parse("--port", "99", "--secret-key-file", "k", "--bind", "0.0.0.0", "--data", "x"))
                .isEqualTo(new GlueOptions("0.0.0.0", 99, Path.of("x"), Optional.of(Path.of("k"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--data", "--data x --port", "--data x --port y", "--data x --port 65536", "--dta x"})
    void whatIsWrongIsNamedWithTheUsage(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

        assertThatThrownBy(() -> GlueOptions.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arguments: --data FOLDER");
    }
}

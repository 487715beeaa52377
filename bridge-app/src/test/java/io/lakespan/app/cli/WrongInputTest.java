package io.lakespan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets for wrong words, files and profiles, with nothing running. */
class WrongInputTest {
    @TempDir
    Path home;

    @Test
    void anUnknownCommandIsAUsageError() {
        CommandRun run = CommandRun.in(home, "frobnicate");
        assertThat(run.status()).isEqualTo(ExitStatus.INVALID_INPUT.code());
        assertThat(run.err()).contains("frobnicate", "--help");
    }

    @Test
    void anUnknownProfileIsNotFoundAndTheKnownOnesAreNamed() {
        CommandRun run = CommandRun.in(home, "--profile", "nope", "sync", "plan");
        assertThat(run.status()).isEqualTo(ExitStatus.NOT_FOUND.code());
        assertThat(run.onlyLine()).contains("nope", "local");
    }

    @Test
    void anUnknownKeyOfAProfileIsNamedWithItsPlaceAndTheNearest() throws IOException {
        Path config = Files.writeString(
                home.resolve("lakespan.yaml"), "profiles:\n  prod:\n    atlas.ulr: http://127.0.0.1:1\n");
        CommandRun run = CommandRun.in(home, "--config", config.toString(), "--profile", "prod", "sync", "plan");
        assertThat(run.status()).isEqualTo(ExitStatus.INVALID_INPUT.code());
        assertThat(run.onlyLine()).contains(config + ":3:16", "atlas.ulr", "did you mean atlas.u");
    }

    @Test
    void aMissingKeyOfAProfileIsNamed() throws IOException {
        Path config =
                Files.writeString(home.resolve("lakespan.yaml"), "profiles:\n  prod:\n    aws.region: eu-central-1\n");
        CommandRun run = CommandRun.in(home, "--config", config.toString(), "--profile", "prod", "sync", "plan");
        assertThat(run.status()).isEqualTo(ExitStatus.INVALID_INPUT.code());
        assertThat(run.onlyLine()).contains("prod lacks the key");
    }

    @Test
    void aFileThatIsNoYamlIsSaidWithItsLine() throws IOException {
        Path config = Files.writeString(home.resolve("lakespan.yaml"), "profiles:\n  a: [\n");
        CommandRun run = CommandRun.in(home, "--config", config.toString(), "sync", "plan");
        assertThat(run.status()).isEqualTo(ExitStatus.INVALID_INPUT.code());
        assertThat(run.onlyLine()).contains("not YAML");
    }

    @Test
    void aStackThatNeverRanIsSaid() {
        CommandRun run = CommandRun.in(home, "sync", "plan");
        assertThat(run.status()).isEqualTo(ExitStatus.NOT_FOUND.code());
        assertThat(run.onlyLine()).contains("lakespan up");
    }

    @Test
    void everyErrorOfADefinitionIsNamedWithItsPlaceAtOnce() throws IOException {
        Path file = Files.writeString(home.resolve("bad.yaml"), """
                source:
                  type: oracle
                  hostnam: db
                sink:
                  type: parquet
                pipeline:
                  parallelism: many
                """);
        CommandRun run = CommandRun.in(home, "cdc", "validate", "--offline", file.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.INVALID_INPUT.code());
        assertThat(run.err())
                .contains(
                        file + ":2:",
                        "oracle",
                        file + ":3:",
                        "hostname",
                        file + ":5:",
                        "parquet",
                        file + ":7:",
                        "many");
    }

    @Test
    void aDefinitionIsValidatedWithoutItsSource() throws IOException {
        Path file = Files.writeString(home.resolve("good.yaml"), """
                source:
                  type: mysql
                  hostname: db.example.com
                  username: cdc
                  password: ${env:NOT_SET_HERE}
                  tables: shop.\\.*
                sink:
                  type: iceberg
                pipeline:
                  name: shop
                """);
        CommandRun run = CommandRun.in(home, "cdc", "validate", "--offline", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("valid");
    }

    @Test
    void resetWithoutAYesDeletesNothing() {
        CommandRun run = CommandRun.in(home, "reset");
        assertThat(run.status()).isEqualTo(ExitStatus.INVALID_INPUT.code());
        assertThat(run.onlyLine()).contains("--yes");
    }

    @Test
    void everyCommandHasAHelpOfItsOwn() {
        List.of("demo", "up", "cdc run", "sync apply", "lineage show").forEach(command -> {
            CommandRun help = CommandRun.in(home, (command + " --help").split(" "));
            assertThat(help.status()).as(help.err()).isZero();
            assertThat(help.out()).contains("Usage: lakespan " + command);
        });
    }

    @Test
    void everyExitStatusIsInTheHelp() {
        CommandRun help = CommandRun.in(home, "--help");
        assertThat(help.status()).isZero();
        for (ExitStatus status : ExitStatus.values()) {
            assertThat(help.out()).contains(status.meaning());
        }
    }
}

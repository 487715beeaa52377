package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenSettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutSettingsMavensOwnCentralIsAsked() {
        Settings settings = MavenSettings.read(folder.resolve("none.xml"), Optional.empty());

        assertThat(MavenSession.open(settings).repositories())
                .extracting(RemoteRepository::getId)
                .containsExactly("central");
    }

    @Test
    void aMirrorTakesThePlaceOfCentralWithItsCredentialsAndProxy() throws IOException {
        Settings settings = read("""
                <mirrors><mirror><id>house</id><mirrorOf>*</mirrorOf><url>https://house.invalid/m2</url></mirror></mirrors>
                <servers><server><id>house</id><username>u</username><password>p</password></server></servers>
                <proxies><proxy><protocol>https</protocol><host>proxy.invalid</host><port>3128</port></proxy></proxies>
                """);

        RemoteRepository only = MavenSession.open(settings).repositories().get(0);

        assertThat(only.getUrl()).isEqualTo("https://house.invalid/m2");
        assertThat(only.getAuthentication()).isNotNull();
        assertThat(only.getProxy().getHost()).isEqualTo("proxy.invalid");
    }

    @Test
    void repositoriesOfAnActiveProfileComeFirst() throws IOException {
        Settings settings = read("""
                <profiles>
                  <profile><id>on</id><repositories>
                    <repository><id>mine</id><url>https://mine.invalid/</url></repository>
                  </repositories></profile>
                  <profile><id>off</id><repositories>
                    <repository><id>other</id><url>https://other.invalid/</url></repository>
                  </repositories></profile>
                </profiles>
                <activeProfiles><activeProfile>on</activeProfile></activeProfiles>
                """);

        assertThat(MavenSession.open(settings).repositories())
                .extracting(RemoteRepository::getId)
                .containsExactly("mine", "central");
    }

    @Test
    void theLocalRepositoryOfTheSettingsIsUsed() throws IOException {
        Settings settings = read("<localRepository>" + folder.resolve("elsewhere") + "</localRepository>");

        assertThat(MavenSession.open(settings)
                        .session()
                        .getLocalRepository()
                        .getBasedir()
                        .toPath())
                .isEqualTo(folder.resolve("elsewhere"));
    }

    @Test
    void brokenSettingsAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.xml"), "<settings><mirrors></settings>");

        assertThatThrownBy(() -> MavenSettings.read(file, Optional.empty()))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(file.toString());
    }

    private Settings read(String content) throws IOException {
        return MavenSettings.read(
                Files.writeString(folder.resolve("settings.xml"), "<settings>" + content + "</settings>"),
                Optional.empty());
    }
}

package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** What {@code mvn} would read of this user and this machine: mirrors, proxies, credentials, the local repository. */
final class MavenSettings {
    private static final String ENCRYPTED_MASTER = "~/.m2/settings-security.xml";

    private MavenSettings() {}

    /** The user's settings over those of the Maven installation, with passwords in clear. */
    static Settings read(Path userSettings) {
        return read(userSettings, installation());
    }

    static Settings read(Path userSettings, Optional<Path> installation) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setSystemProperties(System.getProperties());
        request.setUserSettingsFile(userSettings.toFile());
        installation
                .map(home -> home.resolve("conf").resolve("settings.xml").toFile())
                .ifPresent(request::setGlobalSettingsFile);
        try {
            return decrypted(new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings());
        } catch (SettingsBuildingException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "Maven's settings " + userSettings + " cannot be read ("
                            + e.getMessage().lines().findFirst().orElse("") + "): mend them",
                    e);
        }
    }

    static Path ofUser() {
        return Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
    }

    /** Where artifacts are kept, by Maven's own order of precedence. */
    static Path localRepository(Settings settings) {
        return Stream.of(System.getProperty("maven.repo.local"), settings.getLocalRepository())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    private static Settings decrypted(Settings settings) {
        DefaultSecDispatcher dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
        dispatcher.setConfigurationFile(ENCRYPTED_MASTER);
        SettingsDecryptionResult result =
                new DefaultSettingsDecrypter(dispatcher).decrypt(new DefaultSettingsDecryptionRequest(settings));
        settings.setServers(result.getServers());
        settings.setProxies(result.getProxies());
        return settings;
    }

    private static Optional<Path> installation() {
        return Stream.of("MAVEN_HOME", "M2_HOME")
                .map(System::getenv)
                .flatMap(Stream::ofNullable)
                .map(Path::of)
                .findFirst()
                .or(MavenSettings::installationOnPath);
    }

    private static Optional<Path> installationOnPath() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(MavenSettings::target)
                .map(mvn -> mvn.getParent().getParent());
    }

    private static Path target(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

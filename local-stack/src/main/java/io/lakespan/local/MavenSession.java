package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.locator.DefaultModelLocator;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transport.http.ChecksumExtractor;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.JreProxySelector;

/** Maven Resolver, set up so that it goes where {@code mvn} goes on this machine. */
record MavenSession(
        RepositorySystem system, DefaultRepositorySystemSession session, List<RemoteRepository> repositories) {

    static MavenSession open(Settings settings) {
        RepositorySystem system = new ResumingSupplier().get();
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setConfigProperties(configuration());
        session.setSystemProperties(System.getProperties());
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        session.setOffline(settings.isOffline());
        session.setMirrorSelector(mirrors(settings));
        session.setProxySelector(proxies(settings));
        session.setAuthenticationSelector(credentials(settings));
        Path folder = MavenSettings.localRepository(settings);
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(folder.toFile())));
        return new MavenSession(system, session, system.newResolutionRepositories(session, repositories(settings)));
    }

    private static Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>();
        System.getProperties().forEach((name, value) -> configuration.put(String.valueOf(name), String.valueOf(value)));
        configuration.put("aether.dependencyCollector.impl", "bf");
        return configuration;
    }

    // The super POM is the one place where Maven itself says what "central" is.
    private static List<RemoteRepository> repositories(Settings settings) {
        DefaultModelProcessor processor = new DefaultModelProcessor()
                .setModelLocator(new DefaultModelLocator())
                .setModelReader(new DefaultModelReader());
        Stream<org.apache.maven.model.Repository> ofMaven = new DefaultSuperPomProvider()
                .setModelProcessor(processor).getSuperModel("4.0.0").getRepositories().stream();
        return Stream.concat(ofUser(settings), ofMaven.map(ArtifactDescriptorUtils::toRemoteRepository))
                .toList();
    }

    private static Stream<RemoteRepository> ofUser(Settings settings) {
        return settings.getProfiles().stream()
                .filter(profile -> isActive(settings, profile))
                .flatMap(profile -> profile.getRepositories().stream())
                .map(each -> new RemoteRepository.Builder(each.getId(), "default", each.getUrl()).build());
    }

    private static boolean isActive(Settings settings, Profile profile) {
        boolean byDefault = Optional.ofNullable(profile.getActivation())
                .filter(activation -> activation.isActiveByDefault())
                .isPresent();
        return byDefault || settings.getActiveProfiles().contains(profile.getId());
    }

    private static MirrorSelector mirrors(Settings settings) {
        DefaultMirrorSelector selector = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            selector.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        return selector;
    }

    private static ProxySelector proxies(Settings settings) {
        DefaultProxySelector selector = new DefaultProxySelector();
        List<Proxy> active =
                settings.getProxies().stream().filter(Proxy::isActive).toList();
        active.forEach(proxy -> selector.add(
                new org.eclipse.aether.repository.Proxy(
                        proxy.getProtocol(),
                        proxy.getHost(),
                        proxy.getPort(),
                        new AuthenticationBuilder()
                                .addUsername(proxy.getUsername())
                                .addPassword(proxy.getPassword())
                                .build()),
                proxy.getNonProxyHosts()));
        return active.isEmpty() ? EnvironmentProxies.orElse(new JreProxySelector()) : selector;
    }

    private static AuthenticationSelector credentials(Settings settings) {
        DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers()) {
            AuthenticationBuilder credentials = new AuthenticationBuilder();
            credentials.addUsername(server.getUsername()).addPassword(server.getPassword());
            credentials.addPrivateKey(server.getPrivateKey(), server.getPassphrase());
            selector.add(server.getId(), credentials.build());
        }
        return selector;
    }

    /** The error for what is not there, cannot be reached or arrives damaged. */
    BridgeException missing(String artifact, Throwable cause) {
        String hint = session.isOffline() ? "Maven's settings say offline" : "check the network and ~/.m2/settings.xml";
        return new BridgeException(code(cause), artifact + " could not be had: " + reason(cause) + "; " + hint, cause);
    }

    private static ErrorCode code(Throwable cause) {
        if (causes(cause).anyMatch(ChecksumFailureException.class::isInstance)) {
            return ErrorCode.CORRUPT;
        }
        boolean absent = causes(cause).anyMatch(ArtifactNotFoundException.class::isInstance);
        return absent ? ErrorCode.NOT_FOUND : ErrorCode.UNAVAILABLE;
    }

    private static String reason(Throwable cause) {
        return causes(cause)
                .filter(each -> each instanceof ArtifactTransferException)
                .findFirst()
                .orElse(cause)
                .getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static final class ResumingSupplier extends RepositorySystemSupplier {
        @Override
        protected Map<String, TransporterFactory> getTransporterFactories(Map<String, ChecksumExtractor> extractors) {
            Map<String, TransporterFactory> factories = new HashMap<>(super.getTransporterFactories(extractors));
            factories.replaceAll((name, factory) -> ResumingTransporter.over(factory));
            return factories;
        }
    }
}

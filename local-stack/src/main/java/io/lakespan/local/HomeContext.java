package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the parts of one home are given. */
record HomeContext(StackHome home, Path cache, Ports ports, Artifacts artifacts) implements StackContext {

    @Override
    public Path data(String part) {
        return created(home.data(part));
    }

    @Override
    public Path conf(String part) {
        return created(home.conf(part));
    }

    @Override
    public Path secrets() {
        return home.secrets();
    }

    @Override
    public String secret(String name) {
        return Secrets.in(home.secrets()).value(name);
    }

    @Override
    public Map<String, String> awsEnvironment() {
        return new AwsFiles(home).environment();
    }

    @Override
    public int port(String name) {
        return ports.port(name);
    }

    @Override
    public List<Path> files(ArtifactSet set) {
        return artifacts.files(set);
    }

    @Override
    public Path ownClasses() {
        try {
            return Path.of(HomeContext.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.PERMISSION_DENIED,
                    folder + " cannot be created (" + e + "): make it writable or choose another --home",
                    e);
        }
    }
}

package io.lakespan.hms;

import io.lakespan.local.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Kerberos server of its own, on 127.0.0.1, with keys for a metastore and for one caller. */
final class LocalKdc implements BeforeAllCallback, AfterAllCallback {
    static final String REALM = "LAKESPAN.TEST";
    static final String CALLER = "bridge@" + REALM;
    private static final String KRB5_CONF = "java.security.krb5.conf";

    private final Path folder = temporaryFolder();
    private final SimpleKdcServer kdc;
    private Optional<String> confBefore = Optional.empty();

    LocalKdc() {
        try {
            kdc = new SimpleKdcServer();
        } catch (KrbException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws KrbException, IOException {
        kdc.setWorkDir(folder.toFile());
        kdc.setKdcRealm(REALM);
        kdc.setKdcHost("localhost");
        kdc.setAllowUdp(false);
        kdc.init();
        kdc.start();
        kdc.createAndExportPrincipals(keytab("server").toFile(), servicePrincipal());
        kdc.createAndExportPrincipals(keytab("caller").toFile(), CALLER);
        Files.writeString(conf(), """
                [libdefaults]
                  default_realm = %1$s
                  udp_preference_limit = 1
                  dns_canonicalize_hostname = false
                [realms]
                  %1$s = {
                    kdc = localhost:%2$d
                  }
                """.formatted(REALM, kdc.getKdcPort()));
        confBefore = Optional.ofNullable(System.getProperty(KRB5_CONF));
        System.setProperty(KRB5_CONF, conf().toString());
    }

    @Override
    public void afterAll(ExtensionContext context) throws KrbException, IOException {
        confBefore.ifPresentOrElse(
                before -> System.setProperty(KRB5_CONF, before), () -> System.clearProperty(KRB5_CONF));
        kdc.stop();
        Folders.delete(folder);
    }

    Path conf() {
        return folder.resolve("krb5.conf");
    }

    Path keytab(String of) {
        return folder.resolve(of + ".keytab");
    }

    /** Of a server on this machine, by the name that its address has. */
    static String servicePrincipal() {
        return "hive/" + InetAddress.getLoopbackAddress().getCanonicalHostName().toLowerCase(Locale.ROOT) + "@" + REALM;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("lakespan-kdc");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

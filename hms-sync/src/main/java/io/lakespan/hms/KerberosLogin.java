package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** Who calls, as Kerberos knows it; logs in again when the ticket is about to end. */
final class KerberosLogin {
    private static final String MECHANISM = "GSSAPI";
    // The server chooses: the caller takes encryption, integrity or neither, in this order.
    private static final Map<String, String> QUALITY =
            Map.of(Sasl.QOP, "auth-conf,auth-int,auth", Sasl.SERVER_AUTH, "true");
    // As Hadoop does: at four fifths of a ticket's life.
    private static final double RENEWED_AT = 0.8;

    private final HmsConfig.Kerberos kerberos;
    private final Clock clock;
    private Subject subject;

    KerberosLogin(HmsConfig.Kerberos kerberos, Clock clock) {
        this.kerberos = kerberos;
        this.clock = clock;
        this.subject = new Subject();
    }

    TTransport secured(TTransport socket, URI server) throws TTransportException {
        String[] service = kerberos.servicePrincipal().split("[/@]");
        try {
            return new TSaslClientTransport(
                    MECHANISM, null, service[0], host(service[1], server), QUALITY, null, socket);
        } catch (SaslException e) {
            throw new TTransportException(e);
        }
    }

    /** Opens the transport as the caller. */
    void open(TTransport transport) throws TTransportException {
        try {
            Subject.doAs(current(), (PrivilegedExceptionAction<Void>) () -> {
                transport.open();
                return null;
            });
        } catch (PrivilegedActionException e) {
            throw e.getException() instanceof TTransportException lost
                    ? lost
                    : new TTransportException(e.getException());
        }
    }

    private static String host(String named, URI server) {
        if (!named.equals("_HOST")) {
            return named;
        }
        try {
            return InetAddress.getByName(server.getHost())
                    .getCanonicalHostName()
                    .toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            // Connecting will say so.
            return server.getHost();
        }
    }

    private synchronized Subject current() {
        if (!isFresh()) {
            subject = loggedIn();
        }
        return subject;
    }

    private boolean isFresh() {
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .filter(ticket -> ticket.getServer().getName().startsWith("krbtgt/"))
                .anyMatch(this::isFresh);
    }

    private boolean isFresh(KerberosTicket ticket) {
        long start = Optional.ofNullable(ticket.getStartTime())
                .orElse(ticket.getAuthTime())
                .getTime();
        long end = ticket.getEndTime().getTime();
        return clock.instant().isBefore(Instant.ofEpochMilli(start + (long) ((end - start) * RENEWED_AT)));
    }

    private Subject loggedIn() {
        try {
            LoginContext login = new LoginContext("lakespan", new Subject(), null, new Entry(options()));
            login.login();
            return login.getSubject();
        } catch (LoginException e) {
            throw new BridgeException(
                    e.getCause() instanceof IOException ? ErrorCode.UNAVAILABLE : ErrorCode.UNAUTHENTICATED,
                    "Kerberos gave no ticket to " + kerberos.principal().orElse("the ticket cache") + ": "
                            + String.valueOf(e.getMessage())
                                    .replaceAll("\\s+", " ")
                                    .strip()
                            + "; check hms.kerberos.principal and keytab, or run kinit, and whether krb5.conf names a"
                            + " server that answers",
                    e);
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>(Map.of(
                "refreshKrb5Config", "true",
                "doNotPrompt", "true",
                "isInitiator", "true",
                "useTicketCache", Boolean.toString(kerberos.keytab().isEmpty()),
                "useKeyTab", Boolean.toString(kerberos.keytab().isPresent())));
        kerberos.keytab().ifPresent(keytab -> {
            options.put("keyTab", keytab.toString());
            options.put("storeKey", "true");
        });
        kerberos.principal().ifPresent(principal -> options.put("principal", principal));
        return options;
    }

    /** The JDK's Kerberos with these options, whatever the JVM's own JAAS file says. */
    private static final class Entry extends Configuration {
        private final Map<String, String> options;

        Entry(Map<String, String> options) {
            this.options = options;
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
            };
        }
    }
}

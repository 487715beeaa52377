package io.lakespan.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of one file alone. */
final class TrustedConnections {
    private TrustedConnections() {}

    static SSLContext trusting(AtlasConfig.TrustStore store) {
        File file = store.path().toFile();
        try {
            // Recognises JKS and PKCS #12 by their content.
            KeyStore certificates = KeyStore.getInstance(file, store.password().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "cannot read the trust store " + file + " (" + e.getMessage()
                            + "); mend atlas.trust-store and atlas.trust-store-password",
                    e);
        }
    }
}

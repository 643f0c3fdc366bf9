package io.restorekit.s3.preflight;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a chain a client relies on: the server's own certificate and those between it and one that is trusted. Servers
 * show more, such as a root or an old cross-signature, and when that ends nothing happens. Nor does the JDK look at the
 * dates of what is itself trusted.
 */
final class ValidatedPath {
    private ValidatedPath() {}

    /** @param shown the server's own first, in a handshake that ended well */
    static List<X509Certificate> of(List<X509Certificate> shown, Set<X509Certificate> trusted) {
        X509Certificate own = shown.get(0);
        if (trusted.contains(own)) {
            return List.of(own);
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(own);
            Set<TrustAnchor> anchors = trusted.stream()
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(shown)));
            return CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            // The handshake found a path that the builder does not: then all that was shown may matter.
            return shown;
        }
    }
}

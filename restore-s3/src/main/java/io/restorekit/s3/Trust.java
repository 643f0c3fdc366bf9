package io.restorekit.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trusts the system's certificates and those of a PEM text. */
final class Trust {
    private Trust() {}

    /** @throws IllegalArgumentException if the text holds no certificate */
    static TrustManager[] managers(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : parse(pem)) {
                store.setCertificateEntry("custom-" + number++, certificate);
            }
            for (X509Certificate certificate : issuers(factory(Optional.empty()).getTrustManagers())) {
                store.setCertificateEntry("system-" + number++, certificate);
            }
            return factory(Optional.of(store)).getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JVM's key stores do not work", e);
        }
    }

    /** Sockets that trust the same. */
    static SSLSocketFactory sockets(Optional<String> pem) {
        if (pem.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(pem.get()), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM's TLS does not work", e);
        }
    }

    /** Whom those sockets trust. */
    static Set<X509Certificate> issuers(Optional<String> pem) {
        try {
            TrustManager[] managers = pem.isPresent()
                    ? managers(pem.get())
                    : factory(Optional.empty()).getTrustManagers();
            return Set.copyOf(Arrays.asList(issuers(managers)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM's TLS does not work", e);
        }
    }

    private static Collection<? extends Certificate> parse(String pem) {
        Optional<Collection<? extends Certificate>> certificates = Optional.empty();
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
            certificates = Optional.of(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)));
        } catch (CertificateException e) {
            // Said below: the text may be a private key by mistake, so its parser's words are not repeated.
        }
        return certificates
                .filter(all -> !all.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "AWS_CERT holds no certificates: it must be PEM text, -----BEGIN CERTIFICATE-----"));
    }

    private static X509Certificate[] issuers(TrustManager[] managers) {
        for (TrustManager manager : managers) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManagerFactory factory(Optional<KeyStore> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.orElse(null));
        return factory;
    }
}

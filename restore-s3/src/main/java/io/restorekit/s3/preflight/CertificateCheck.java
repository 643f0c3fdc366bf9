package io.restorekit.s3.preflight;

import io.restorekit.api.Finding;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes a TLS handshake as a restore does, by the host's name, and looks at how long what it relies on is still good. */
public final class CertificateCheck {
    /** What renews itself does so weeks before the end: one that is so near to it is likely not to be renewed. */
    private static final Duration SOON = Duration.ofDays(14);

    private final SSLSocketFactory sockets;
    private final Set<X509Certificate> trusted;
    private final Clock clock;

    /**
     * @param sockets trust whom the adapter trusts
     * @param trusted those
     */
    public CertificateCheck(SSLSocketFactory sockets, Set<X509Certificate> trusted, Clock clock) {
        this.sockets = sockets;
        this.trusted = Set.copyOf(trusted);
        this.clock = clock;
    }

    Finding look(String check, String connected, Socket plain, String host, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, false)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return weigh(check, connected, socket.getSession().getPeerCertificates());
        } catch (SSLException e) {
            return Finding.problem(
                    check,
                    connected + ", and the TLS handshake failed: " + root(e),
                    "check AWS_CERT, the endpoint's name and the clocks; a restore waits until the certificate is right");
        }
    }

    private Finding weigh(String check, String connected, Certificate[] chain) {
        List<X509Certificate> certificates = Arrays.stream(chain)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        X509Certificate own = certificates.get(0);
        List<X509Certificate> path = ValidatedPath.of(certificates, trusted);
        Instant end = path.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        String seen = connected + ", " + own.getSubjectX500Principal().getName() + " by "
                + own.getIssuerX500Principal().getName() + ", the path of " + path.size() + " good until " + end;
        return Duration.between(clock.instant(), end).compareTo(SOON) < 0
                ? Finding.warning(check, seen, "renew it: when it has ended, restores wait until that is done")
                : Finding.good(check, seen);
    }

    /** The JDK's own words: which certificate, and why. */
    private static String root(Throwable thrown) {
        return Stream.iterate(thrown, link -> link != null, Throwable::getCause)
                .limit(16)
                .reduce(thrown, (before, link) -> link)
                .toString();
    }
}

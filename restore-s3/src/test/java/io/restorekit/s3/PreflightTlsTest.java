package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.s3.preflight.AddressCheck;
import io.restorekit.s3.preflight.CertificateCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the preflight says of certificates, shown by a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightTlsTest {
    private static final InetAddress ADDRESS = Fixtures.address("127.0.0.1");
    private static final String NAME = "s3.test";

    /** keytool's certificates are good for 90 days. */
    private static final Duration ALMOST_ALL = Duration.ofDays(80);

    @TempDir
    static Path directory;

    private Certificates own;
    private Certificates other;
    private Certificates expired;

    @BeforeAll
    void make() throws Exception {
        own = Certificates.make(directory, NAME);
        other = Certificates.make(directory, "other.test");
        expired = Certificates.expired(directory, NAME);
    }

    @Test
    void goodChainIsShown() throws Exception {
        Finding finding = look(own, own.pem(), Clock.systemUTC());

        assertThat(finding.severity()).isEqualTo(Severity.GOOD);
        assertThat(finding.evidence())
                .contains("connected in", "CN=s3.test by CN=s3.test, the path of 1 good until 20");
    }

    @Test
    void chainThatEndsSoonIsAWarning() throws Exception {
        Finding finding = look(own, own.pem(), Clock.offset(Clock.systemUTC(), ALMOST_ALL));

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.advice())
                .hasValueSatisfying(advice -> assertThat(advice).startsWith("renew it"));
    }

    /** The JDK does not look at the dates of what is trusted, shown or not. */
    @Test
    void shownCertificateThatNothingReliesOnDoesNotMatter() throws Exception {
        Certificates outliving = Certificates.outlivingItsAuthority(directory, NAME);

        Finding finding = look(outliving, outliving.pem(), Clock.offset(Clock.systemUTC(), Duration.ofDays(6)));

        assertThat(finding.severity()).isEqualTo(Severity.GOOD);
        assertThat(finding.evidence()).contains("CN=s3.test by CN=authority, the path of 1 good until 20");
    }

    @Test
    void expiredUntrustedAndOtherNamesAreProblems() throws Exception {
        assertProblem(look(expired, expired.pem(), Clock.systemUTC()), "CertificateExpiredException");
        assertProblem(look(own, other.pem(), Clock.systemUTC()), "SunCertPathBuilderException");
        assertProblem(look(other, other.pem(), Clock.systemUTC()), "s3.test");
    }

    private static void assertProblem(Finding finding, String why) {
        assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(finding.evidence()).contains("the TLS handshake failed", why);
        assertThat(finding.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("AWS_CERT"));
    }

    /** The finding of the one address. */
    private static Finding look(Certificates shown, String trusted, Clock clock) throws Exception {
        SSLContext context = shown.context();
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, ADDRESS)) {
            Thread thread = new Thread(() -> shake(server));
            thread.setDaemon(true);
            thread.start();
            CertificateCheck check = new CertificateCheck(
                    Trust.sockets(Optional.of(trusted)), Trust.issuers(Optional.of(trusted)), clock);
            return new AddressCheck(Duration.ofSeconds(5), Optional.of(check), System::nanoTime)
                    .look(NAME, server.getLocalPort(), List.of(ADDRESS))
                    .get(1);
        }
    }

    private static void shake(SSLServerSocket server) {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            client.startHandshake();
        } catch (IOException e) {
            // The client did not like what it was shown.
            return;
        }
    }
}

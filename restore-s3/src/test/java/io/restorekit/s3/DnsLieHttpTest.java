package io.restorekit.s3;

import static io.restorekit.s3.DnsScene.NAME;
import static io.restorekit.s3.Fixtures.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.testkit.net.RawServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Wrong answers of DNS without TLS: who answers at the address that DNS names is believed while DNS names it. */
class DnsLieHttpTest extends DnsLieCases {
    private static final S3Credentials STRANGE = new S3Credentials("SOMEBODY", "elses");

    DnsLieHttpTest() {
        super(DnsScene.overHttp());
    }

    @Test
    void aStoreThatDoesNotKnowUsIsNotRemembered() throws Exception {
        readOnce();
        scene.dns.answer(NAME, OTHER);

        try (S3ProxyServer impostor = scene.serveImpostorAt(OTHER, STRANGE)) {
            assertThat(impostor.port()).isEqualTo(scene.port());
            try (BackupTarget target = scene.open()) {
                assertThat(Fixtures.failureOf(target)).isInstanceOf(Refused.class);
            }
            scene.dns.stop();
            try (BackupTarget target = scene.open()) {
                DnsScene.read(target);
            }
        }
    }

    /** Without TLS nothing tells it from the store while DNS names it. */
    @Test
    void anEmptyStoreThatKnowsUsIsBelievedOnlyWhileDnsNamesItAndNotRemembered() throws Exception {
        readOnce();
        scene.dns.answer(NAME, OTHER);

        try (S3ProxyServer impostor = scene.serveImpostorAt(OTHER, S3ProxyServer.CREDENTIALS)) {
            assertThat(impostor.port()).isEqualTo(scene.port());
            try (BackupTarget target = scene.open()) {
                assertThat(Fixtures.failureOf(target)).isInstanceOf(Missing.class);
                assertThat(target.list(Fixtures.KEY_FOLDER, Optional.empty()).entries())
                        .isEmpty();
            }
            scene.dns.stop();
            try (BackupTarget target = scene.open()) {
                assertThat(DnsScene.read(target)).as("by the old address").isFalse();
            }
        }
    }

    /** The request was sent: within the call nothing else may be tried. */
    @Test
    void aWrongAddressThatNeverAnswersCostsOneCall() throws Exception {
        readOnce();
        scene.dns.answer(NAME, OTHER);

        try (RawServer hole = scene.serveNothingAt(OTHER);
                BackupTarget target = scene.open(scene.settings().readTimeout(Duration.ofMillis(500)))) {
            assertReason(target, Cause.TIMED_OUT);
            DnsScene.read(target);
            assertThat(hole.accepted()).isEqualTo(1);
        }
    }
}

package io.restorekit.s3;

import static io.restorekit.s3.DnsScene.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.testkit.net.RawServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong answers of DNS with TLS: nobody else is believed. */
class DnsLieTlsTest extends DnsLieCases {
    DnsLieTlsTest(@TempDir Path directory) throws Exception {
        super(DnsScene.overTls(directory));
    }

    @Test
    void anImpostorDoesNotHideTheStore() throws Exception {
        readOnce();
        scene.dns.answer(NAME, OTHER);

        try (S3ProxyServer impostor = scene.serveImpostorAt(OTHER, S3ProxyServer.CREDENTIALS);
                BackupTarget target = scene.open()) {
            assertThat(impostor.port()).isEqualTo(scene.port());
            assertThat(DnsScene.read(target)).isTrue();
        }
    }

    @Test
    void anImpostorIsRefusedByWhoKnowsNoOther() throws Exception {
        scene.dns.answer(NAME, OTHER);

        try (S3ProxyServer impostor = scene.serveImpostorAt(OTHER, S3ProxyServer.CREDENTIALS);
                BackupTarget target = scene.open()) {
            assertThat(impostor.port()).isEqualTo(scene.port());
            assertThat(Fixtures.failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("certificate");
        }
    }

    @Test
    void aWrongAddressThatNeverAnswersIsPassedOverWithinTheCall() throws Exception {
        readOnce();
        scene.dns.answer(NAME, OTHER);

        try (RawServer hole = scene.serveNothingAt(OTHER);
                BackupTarget target = scene.open(scene.settings().connectTimeout(Duration.ofMillis(500)))) {
            assertThat(DnsScene.read(target)).isTrue();
            assertThat(hole.accepted()).isEqualTo(1);
        }
    }
}

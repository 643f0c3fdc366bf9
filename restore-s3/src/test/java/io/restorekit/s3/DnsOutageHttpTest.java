package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restorekit.target.BackupTarget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Outages of DNS, without TLS: nothing but DNS says whose an address is. */
class DnsOutageHttpTest extends DnsOutageCases {
    DnsOutageHttpTest() {
        super(DnsScene.overHttp());
    }

    /** A restore that waits makes a call in four seconds: what that one does not see is seen by the next, too late. */
    @Test
    void theFirstCallAfterTheReturnIsConfirmed() throws Exception {
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
            begin(Outage.STOPPED);
            assertThat(DnsScene.read(target)).isFalse();
            await().until(() -> scene.lookups() == 0);

            scene.repairDns();
            scene.forward(Duration.ofSeconds(2));

            assertThat(DnsScene.read(target)).isTrue();
            assertThat(target.notice()).isEmpty();
        }
    }
}

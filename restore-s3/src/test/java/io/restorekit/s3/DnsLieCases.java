package io.restorekit.s3;

import static io.restorekit.s3.DnsScene.NAME;
import static io.restorekit.s3.DnsScene.STORE;
import static io.restorekit.s3.Fixtures.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.testkit.dns.DnsMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real DNS server whose answers are wrong, or change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DnsLieCases {
    /** Nobody listens there. */
    static final String DEAD = "127.0.0.3";

    static final String OTHER = "127.0.0.2";

    final DnsScene scene;

    DnsLieCases(DnsScene scene) {
        this.scene = scene.patient();
    }

    @BeforeEach
    void reset() {
        scene.reset();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aWrongAddressThatRefusesDoesNotHideTheOldOne() throws Exception {
        readOnce();
        scene.dns.answer(NAME, DEAD);

        try (BackupTarget target = scene.open()) {
            assertThat(DnsScene.read(target)).isEqualTo(scene.tls());
            assertThat(target.notice()).as("DNS does answer").isEmpty();
        }
    }

    @Test
    void aWrongAddressThatRefusesIsUnavailableToWhoKnowsNoOther() {
        scene.dns.answer(NAME, DEAD);

        try (BackupTarget target = scene.open()) {
            assertReason(target, Cause.CONNECTION_FAILED);
        }
    }

    @Test
    void aMoveIsFollowedAndRemembered() throws Exception {
        scene.dns.answer(NAME, OTHER);
        try (BackupTarget target = scene.open()) {
            try (S3ProxyServer old = scene.serveAlsoAt(OTHER)) {
                assertThat(old.port()).isEqualTo(scene.port());
                assertThat(DnsScene.read(target)).isTrue();
            }
            scene.dns.answer(NAME, STORE);
            scene.forward(Duration.ofSeconds(16));

            assertThat(DnsScene.read(target)).isTrue();
        }
        scene.dns.stop();
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
        }
    }

    @Test
    void anAddressBesideADeadOneIsFoundWithinTheCall() throws Exception {
        scene.dns.answer(NAME, DEAD, STORE);

        try (BackupTarget target = scene.open()) {
            assertThat(DnsScene.read(target)).isTrue();
        }
    }

    @Test
    void aFlappingDnsIsNotFelt() throws Exception {
        List<Runnable> states = List.of(
                () -> scene.dns.answer(NAME, DEAD),
                () -> scene.dns.mode(DnsMode.SERVFAIL),
                () -> scene.dns.answer(NAME, STORE),
                () -> scene.dns.mode(DnsMode.NORMAL),
                scene.dns::stop,
                () -> scene.dns.mode(DnsMode.NXDOMAIN),
                scene.dns::start,
                scene::repairDns);
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
            for (int round = 0; round < 3; round++) {
                for (Runnable state : states) {
                    state.run();
                    scene.forward(Duration.ofSeconds(31));
                    DnsScene.read(target);
                }
            }
            assertThat(DnsScene.read(target)).isTrue();
            assertThat(target.notice()).isEmpty();
        }
    }

    /** Now the store's address is known, to this process and to those after it. */
    void readOnce() throws Exception {
        try (BackupTarget target = scene.open()) {
            assertThat(DnsScene.read(target)).isTrue();
        }
    }
}

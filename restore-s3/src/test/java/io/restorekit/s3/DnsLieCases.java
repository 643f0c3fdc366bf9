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
            assertThat(DnsScene.read(target)).isEqualTo(scene.tls());
            assertThat(target.notice()).as("DNS did not say it").isPresent();
        }
    }

    @Test
    void anAddressBesideADeadOneIsFoundWithinTheCall() throws Exception {
        scene.dns.answer(NAME, DEAD, STORE);

        try (BackupTarget target = scene.open()) {
            assertThat(DnsScene.read(target)).isTrue();
        }
    }

    /** Every read succeeds, and each time it is said as it is whether DNS names the address now. */
    @Test
    void aFlappingDnsIsNotFelt() throws Exception {
        List<Turn> turns = List.of(
                new Turn(() -> scene.dns.answer(NAME, DEAD), true, false),
                new Turn(() -> scene.dns.mode(DnsMode.SERVFAIL), false, false),
                new Turn(() -> scene.dns.answer(NAME, STORE), false, false),
                new Turn(() -> scene.dns.mode(DnsMode.NORMAL), true, true),
                new Turn(scene.dns::stop, false, false),
                new Turn(() -> scene.dns.mode(DnsMode.NXDOMAIN), false, false),
                new Turn(scene.dns::start, false, false),
                new Turn(scene::repairDns, true, true));
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
            for (int round = 0; round < 3; round++) {
                for (Turn turn : turns) {
                    turn.change().run();
                    scene.forward(Duration.ofSeconds(31));
                    assertThat(DnsScene.read(target)).isEqualTo(scene.tls() || turn.namesTheStore());
                    assertThat(target.notice().isEmpty()).isEqualTo(turn.answers());
                }
            }
        }
    }

    /**
     * What becomes of DNS.
     *
     * @param answers whether it answers from now on
     * @param namesTheStore whether it does, and rightly
     */
    private record Turn(Runnable change, boolean answers, boolean namesTheStore) {}

    /** Now the store's address is known, to this process and to those after it. */
    void readOnce() throws Exception {
        try (BackupTarget target = scene.open()) {
            assertThat(DnsScene.read(target)).isTrue();
        }
    }
}

package io.restorekit.s3;

import static io.restorekit.s3.DnsScene.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.dns.DnsMode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real DNS server that no longer answers, in every way in which one can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DnsOutageCases {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ObjectKey ABSENT = new ObjectKey("dir/absent");

    final DnsScene scene;

    enum Outage {
        /** The port is closed. */
        STOPPED,
        SILENT,
        NXDOMAIN,
        SERVFAIL
    }

    DnsOutageCases(DnsScene scene) {
        this.scene = scene;
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
    void whileDnsAnswersAllIsBelieved() throws Exception {
        try (BackupTarget target = scene.open()) {
            assertThat(DnsScene.read(target)).isTrue();
            assertThat(failureOf(target)).isInstanceOf(Missing.class);
            assertThat(target.notice()).isEmpty();
        }
        assertThat(scene.dns.queries(NAME, DnsMode.NORMAL)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aRunningProcessReadsOnAndSeesTheEnd(Outage outage) throws Exception {
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
            begin(outage);

            assertOnlyWhatProvesItselfIsBelieved(target);

            scene.repairDns();
            scene.forward(LONG);
            await().until(() -> DnsScene.read(target) && target.notice().isEmpty());
            assertThat(failureOf(target)).isInstanceOf(Missing.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewProcessReadsByItsNotes(Outage outage) throws Exception {
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
        }
        begin(outage);

        try (BackupTarget target = scene.open()) {
            assertOnlyWhatProvesItselfIsBelieved(target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatNeverResolvedIsSaidToBeProbablyWrong(Outage outage) {
        begin(outage);

        try (BackupTarget target = scene.openWithoutNotes()) {
            assertThat(failureOf(target))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).isEqualTo(Cause.NAME_NEVER_RESOLVED));
        }
    }

    /** The look-up is still waiting for its answer, and would wait on for a minute, when the calls have long ended. */
    @Test
    void silenceHoldsNoCallUp() throws Exception {
        try (BackupTarget target = scene.open()) {
            DnsScene.read(target);
        }
        begin(Outage.SILENT);
        long before = scene.dns.queries(NAME, DnsMode.SILENT);

        try (BackupTarget target = scene.open(LONG)) {
            for (int call = 0; call < 5; call++) {
                DnsScene.read(target);
            }
            assertThat(scene.lookups()).isEqualTo(1);
        }
        await().untilAsserted(() ->
                assertThat(scene.dns.queries(NAME, DnsMode.SILENT) - before).isEqualTo(1));
    }

    void begin(Outage outage) {
        if (outage == Outage.STOPPED) {
            scene.dns.stop();
        } else {
            scene.dns.mode(DnsMode.valueOf(outage.name()));
        }
        scene.forward(LONG);
    }

    /** A certificate vouches for an object or a listing. Absence is not believed over an old address in any case. */
    private void assertOnlyWhatProvesItselfIsBelieved(BackupTarget target) throws Exception {
        assertThat(DnsScene.read(target)).isEqualTo(scene.tls());
        assertThat(target.notice())
                .hasValueSatisfying(notice -> assertThat(notice).startsWith("DNS unavailable for " + NAME));
        assertThat(failureOf(target)).isInstanceOf(Unavailable.class).hasMessageContaining("not believed");
        try (TargetObject object = target.open(Fixtures.KEY)) {
            assertThat(object.refuted()).as("damage is the address's").isFalse();
        }
        TargetException unlisted =
                catchThrowableOfType(TargetException.class, () -> target.list(Fixtures.KEY_FOLDER, Optional.empty()));
        if (scene.tls()) {
            assertThat(unlisted).isNull();
        } else {
            assertThat(unlisted).isInstanceOf(Unavailable.class).hasMessageContaining("does not confirm");
        }
    }

    private static TargetException failureOf(BackupTarget target) {
        return catchThrowableOfType(
                TargetException.class, () -> target.open(ABSENT).close());
    }
}

package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Claim;
import org.junit.jupiter.api.Test;

/** The lock of the backups: only a deletion stops a restore. */
class BackupLockTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void deletionThatHoldsTheLockIsWaitedForAndNeverAFailure() {
        walk.toTransferring("0000", "abcd");
        Failure busy = new Failure(Failure.Kind.LOCK_BUSY, "what", "advice");
        walk.answer(new Event.Failed(walk.only(Effect.KeepLock.class).ticket(), busy, false));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOfSatisfying(Waiting.class, waiting -> {
            assertThat(waiting.reason()).isEqualTo(busy);
            assertThat(waiting.attention()).isFalse();
        });
    }

    @Test
    void defectInTheLockEndsTheRestoreInGoodOrder() {
        walk.toTransferring("0000", "abcd");
        walk.answer(Mishap.failed(walk.only(Effect.KeepLock.class).ticket(), Kind.INTERNAL));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.INTERNAL)));
    }

    @Test
    void gateThatIsShutForTheLockIsShutForAll() {
        walk.toTransferring("0000", "abcd");
        walk.answer(
                new Event.Failed(walk.only(Effect.KeepLock.class).ticket(), Mishap.failure(Kind.UNAVAILABLE), true));
        assertThat(walk.state()).isInstanceOf(Draining.class);
    }

    @Test
    void restoreGoesOnWhileItCannotHaveTheLock() {
        walk.toTransferring("0000", "abcd");
        Failure away = new Failure(Failure.Kind.UNAVAILABLE, "what", "advice");
        walk.answer(new Event.Failed(walk.only(Effect.KeepLock.class).ticket(), away, false));
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        assertThat(walk.all(Effect.KeepLock.class)).hasSize(1);
    }

    @Test
    void lockIsTakenForATransferAndNotForALook() {
        walk.recovered();
        assertThat(walk.only(Effect.Locate.class).lock()).isTrue();
        Walk standing = new Walk(RestoreOptions.DEFAULT);
        Claim claim = Maps.claim(Claim.Standing.RESTORED, "ab", "ab", 2);
        Held held = new Held(new Basis.Remembered(claim, true), 2L * Maps.BLOCK);
        standing.answer(new Event.Recovered(standing.only(Effect.Recover.class).ticket(), held));
        assertThat(standing.only(Effect.Locate.class).lock()).isFalse();
    }
}

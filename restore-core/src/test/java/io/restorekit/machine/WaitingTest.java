package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreOptions.OnAttention;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is waited for, for how long, and what ends a wait. */
class WaitingTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void targetThatIsGoneIsWaitedForAndLocatedAnew() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Failed(walk.only(Effect.Fetch.class).ticket(), Mishap.failure(Kind.UNAVAILABLE), true));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }

    @Test
    void waitLimitEndsTheWaitOnlyAfterOneMoreTry() {
        walk.toLocating();
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), true));
        assertThat(walk.state()).isInstanceOf(Locating.class);
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Suspended(Mishap.failure(Kind.UNAVAILABLE), false));
    }

    @Test
    void blockThatIsFetchedAndCannotBeWrittenIsNoProgress() {
        walk.toOpening("00", "ab");
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), true));
        walk.located(Optional.empty());
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(Mishap.failed(walk.only(Effect.Write.class).ticket(), Kind.VOLUME_FULL));
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Suspended(Mishap.failure(Kind.VOLUME_FULL), false));
    }

    @Test
    void transfersThatBringNothingAreCountedUntilOneBringsABlock() {
        walk.toTransferring("00", "ab");
        assertThat(waitsAfterAnOutage()).isEqualTo(1);
        goOn();
        assertThat(waitsAfterAnOutage()).isEqualTo(2);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        goOn();
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        assertThat(waitsAfterAnOutage()).isEqualTo(1);
    }

    @Test
    void personIsCalledOrTheRestoreEndsAsTheCallerChose() {
        walk.toLocating();
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.REFUSED));
        assertThat(((Waiting) walk.state()).attention()).isTrue();
        Walk exiting = new Walk(RestoreOptions.DEFAULT.withOnAttention(OnAttention.EXIT));
        exiting.toLocating();
        exiting.answer(Mishap.failed(exiting.only(Effect.Locate.class).ticket(), Kind.REFUSED));
        assertThat(exiting.outcome()).isEqualTo(new Outcome.Suspended(Mishap.failure(Kind.REFUSED), true));
    }

    /** A neighbour's refusal shut the gate that they share: this restore tried nothing, and is not ended by it. */
    @Test
    void transferThatTheGateHeldBackEndsNothing() {
        Walk exiting = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withOnAttention(OnAttention.EXIT));
        exiting.toTransferring("0000", "abcd");
        exiting.answer(Mishap.heldBack(exiting.only(Effect.Fetch.class).ticket()));
        exiting.answerCommit();
        assertThat(exiting.only(Effect.AwaitRetry.class).pace()).isEqualTo(Effect.Pace.TARGET);

        Walk locking = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withOnAttention(OnAttention.EXIT));
        locking.toTransferring("0000", "abcd");
        locking.answer(Mishap.heldBack(locking.only(Effect.KeepLock.class).ticket()));
        locking.answerCommit();
        assertThat(locking.state()).isInstanceOf(Waiting.class);
    }

    /** Nothing was tried: neither a wait limit nor a wish to exit ends it, and it looks again as soon as it may. */
    @Test
    void tryThatTheGateHeldBackEndsNothing() {
        Walk exiting = new Walk(
                RestoreOptions.DEFAULT.withOnAttention(OnAttention.EXIT).withWaitLimit(Duration.ofSeconds(1)));
        exiting.toLocating();
        exiting.answer(Mishap.heldBack(exiting.only(Effect.Locate.class).ticket()));
        Effect.AwaitRetry retry = exiting.only(Effect.AwaitRetry.class);
        assertThat(((Waiting) exiting.state()).attention()).isTrue();
        assertThat(retry.pace()).isEqualTo(Effect.Pace.TARGET);
        exiting.answer(new Event.Woken(retry.ticket(), true));
        exiting.answer(Mishap.heldBack(exiting.only(Effect.Locate.class).ticket()));
        exiting.answer(new Event.Woken(exiting.only(Effect.AwaitRetry.class).ticket(), true));
        exiting.answer(Mishap.failed(exiting.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        assertThat(exiting.outcome()).isEqualTo(new Outcome.Suspended(Mishap.failure(Kind.UNAVAILABLE), false));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFailureHasAVerdictAndEndsOrWaits(Kind kind) {
        walk.toLocating();
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), kind));
        boolean fatal = Verdict.of(kind) == Verdict.FAIL;
        assertThat(walk.state()).isInstanceOf(fatal ? Ended.class : Waiting.class);
    }

    private int waitsAfterAnOutage() {
        walk.answer(new Event.Failed(walk.only(Effect.Fetch.class).ticket(), Mishap.failure(Kind.UNAVAILABLE), true));
        walk.answerCommit();
        return walk.all(Effect.AwaitRetry.class).get(0).vain();
    }

    private void goOn() {
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.located(Optional.empty());
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
    }
}

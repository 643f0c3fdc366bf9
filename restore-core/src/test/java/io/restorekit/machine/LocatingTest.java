package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in the backup target, and what is believed of it. */
class LocatingTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void restoredIsNotSaidFromMemoryAlone() {
        walk.toConfirming("ab");
        assertThat(walk.all(Effect.End.class)).isEmpty();
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Recovering.class);
        walk.toConfirming("ab");
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    /** A file that we made, or a claim that could not be saved: also of these somebody may have taken hold. */
    @Test
    void whateverIsBelievedIsLookedAtFirst() {
        Claim open = Maps.claim(Standing.OPEN, "00", "ab", 1);
        for (Basis basis : List.of(new Basis.Made(), new Basis.Remembered(open, true))) {
            Walk believing = new Walk(RestoreOptions.DEFAULT);
            believing.answer(new Event.Recovered(
                    believing.only(Effect.Recover.class).ticket(), new Held(basis, 2L * Maps.BLOCK)));
            believing.answer(new Event.Located(
                    believing.only(Effect.Locate.class).ticket(),
                    Optional.of(Maps.backup("goal", "ab")),
                    Optional.empty()));
            assertThat(believing.all(Effect.Commit.class)).isEmpty();
            believing.answer(
                    new Event.Confirmed(believing.only(Effect.Confirm.class).ticket(), false));
            assertThat(believing.state()).isInstanceOf(Recovering.class);
        }
    }

    /** It may have waited for days since the volume was looked at last. */
    @Test
    void volumeThatWasLeftInOrderIsLookedAtBeforeItIsBelieved() {
        Claim claim = Maps.claim(Standing.STOPPED, "00", "ab", 1);
        Held held = new Held(new Basis.Remembered(claim, true), 2L * Maps.BLOCK);
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), held));
        walk.answer(new Event.Located(walk.only(Effect.Locate.class).ticket(), Optional.empty(), Optional.empty()));
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Recovering.class);
    }

    @Test
    void baseIsAskedForWhereTheCallerSaysWhatTheVolumeHolds() {
        Order order = new Order(Goal.exactly("goal"), Baseline.holding("base"), RestoreOptions.DEFAULT);
        Walk holding = new Walk(order);
        Held held = new Held(new Basis.Word(Baseline.holding("base")), 2L * Maps.BLOCK);
        holding.answer(new Event.Recovered(holding.only(Effect.Recover.class).ticket(), held));
        Effect.Locate locate = holding.only(Effect.Locate.class);
        assertThat(locate.base()).contains("base");
        holding.answer(new Event.Located(
                locate.ticket(), Optional.of(Maps.backup("goal", "ab")), Optional.of(Maps.backup("base", "ac"))));
        assertThat(Maps.text(holding.only(Effect.Sample.class).expected())).isEqualTo("ac");
    }

    /** One that was held before an outage is not read again after it; one whose blocks cannot be had is. */
    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, true", "BLOCK_MISSING, false", "BLOCK_DAMAGED, false"})
    void manifestThatIsHeldIsReadAgainOnlyInDoubt(Kind trouble, boolean held) {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answerCommit();
        Paused paused = (Paused) walk.state();
        Transition again = Locating.enter(
                paused.run().troubledBy(Mishap.failure(trouble)), paused.held().orElseThrow());
        Effect.Locate locate = (Effect.Locate) again.effects().get(0);
        assertThat(locate.held().isPresent()).isEqualTo(held);
    }

    @Test
    void incompatibleIsReadTwiceBeforeItIsBelieved() {
        walk.toLocating();
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.INCOMPATIBLE));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.INCOMPATIBLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.INCOMPATIBLE)));
    }

    @Test
    void damagedConfigIsReadAgainBeforeAPersonIsCalled() {
        walk.toLocating();
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.CONFIG_DAMAGED));
        assertThat(((Waiting) walk.state()).attention()).isFalse();
        assertThat(walk.all(Effect.AwaitRetry.class).get(0).pace()).isEqualTo(Effect.Pace.TARGET);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        Failure another = new Failure(Kind.CONFIG_DAMAGED, "something else", "advice");
        walk.answer(new Event.Failed(walk.only(Effect.Locate.class).ticket(), another, false));
        assertThat(((Waiting) walk.state()).attention()).isFalse();
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(new Event.Failed(walk.only(Effect.Locate.class).ticket(), another, false));
        assertThat(((Waiting) walk.state()).attention()).isTrue();
        assertThat(walk.only(Effect.AwaitRetry.class).pace()).isEqualTo(Effect.Pace.SLOW);
    }

    /** Nothing is claimed of it before: what it is enlarged by would be taken for zeros. It is opened anew, as larger. */
    @Test
    void deviceThatIsSmallerThanTheGoalIsWaitedForAndOpenedAnew() {
        walk.answer(new Event.Recovered(walk.ticket(), device(1)));
        walk.located(Optional.of(Maps.backup("goal", "ab")));
        Waiting waiting = (Waiting) walk.state();
        assertThat(waiting.attention()).isTrue();
        assertThat(waiting.reason().kind()).isEqualTo(Kind.VOLUME_TOO_SMALL);
        assertThat(waiting.reason().what()).contains("" + Maps.BLOCK, "" + 2L * Maps.BLOCK);
        assertThat(walk.all(Effect.Commit.class)).isEmpty();

        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), device(2)));
        walk.located(Optional.of(Maps.backup("goal", "ab")));
        assertThat(walk.state()).isInstanceOf(Opening.class);
    }

    private static Held device(int blocks) {
        return new Held(new Basis.Word(Baseline.unknown()), (long) blocks * Maps.BLOCK, false);
    }

    /** The newest backup was deleted: the one before it is no goal for who has begun the newest. */
    @ParameterizedTest
    @CsvSource({"2026-01-02, a", "2026-01-03, a", "2026-01-04, b"})
    void newestNeverMovesBack(String found, String restored) {
        Walk newest = new Walk(new Order(Goal.newest(), Baseline.auto(), RestoreOptions.DEFAULT));
        Manifest begun = new Manifest("begun", Maps.map("a"), Optional.of(Instant.parse("2026-01-03T00:00:00Z")));
        Claim claim = new Claim(Standing.STOPPED, Maps.map("0"), begun, Progress.NOTHING);
        Held held = new Held(new Basis.Remembered(claim, true), Maps.BLOCK);
        newest.answer(new Event.Recovered(newest.only(Effect.Recover.class).ticket(), held));
        boolean same = found.equals("2026-01-03");
        Manifest other =
                new Manifest("other", Maps.map(same ? "a" : "b"), Optional.of(Instant.parse(found + "T00:00:00Z")));
        newest.located(Optional.of(other));
        Claim opened = newest.only(Effect.Commit.class).claim();
        assertThat(Maps.text(opened.goal().blocks())).isEqualTo(restored);
    }
}

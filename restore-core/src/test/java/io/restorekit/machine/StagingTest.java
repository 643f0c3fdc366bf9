package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A volume that holds a backup is at no moment without one, until the next is complete beside it. */
class StagingTest {

    @Test
    void stageIsFilledReadBackMarkedAndApplied() {
        Walk walk = Staged.opening();
        assertThat(walk.only(Effect.OpenStage.class).under()).isEqualTo(Maps.map("aa"));
        walk.answer(new Event.StageOpened(walk.ticket(), Maps.map("aa")));
        Effect.Fetch fetch = walk.only(Effect.Fetch.class);
        assertThat(fetch.packed()).isTrue();
        walk.answer(new Event.Fetched(fetch.ticket()));
        assertThat(walk.all(Effect.Write.class)).isEmpty();
        walk.answer(new Event.Written(walk.only(Effect.Stage.class).ticket()));
        assertThat(lastClaim(walk)).isEqualTo(Claim.staging(Maps.backup("held", "aa"), Maps.backup("next", "ab")));
        walk.answerCommit();
        readBack(walk, true);

        assertThat(lastClaim(walk).standing()).isEqualTo(Standing.APPLYING);
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        assertThat(walk.all(Effect.Fetch.class)).last().matches(applied -> !applied.packed());
        walk.fetchAndWriteAll();
        assertThat(lastClaim(walk).standing()).isEqualTo(Standing.RESTORED);
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Watching.class);
        assertThat(walk.only(Effect.AwaitPoll.class).pause()).isEqualTo(Staged.POLL);
    }

    @Test
    void whatTheStageHoldsAlreadyIsNotFetched() {
        Walk walk = Staged.opening();
        walk.answer(new Event.StageOpened(walk.ticket(), Maps.map("ab")));
        assertThat(walk.count(Effect.Fetch.class)).isZero();
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Sealing.class);
    }

    @Test
    void stageThatIsNotAsItWasWrittenIsNotMarked() {
        Walk walk = Staged.sealing();
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.of(99), false));
        assertThat(walk.only(Effect.ReadStage.class).from()).isEqualTo(99);
        walk.answer(new Event.StageRead(walk.ticket(), OptionalLong.empty(), true));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
    }

    @Test
    void stageThatCannotBeForcedIsNotSealed() {
        Walk walk = Staged.opening();
        walk.answer(new Event.StageOpened(walk.ticket(), Maps.map("ab")));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        walk.answer(new Event.RetryNow());
        walk.located(Optional.of(Maps.backup("next", "ab")));
        walk.answerCommit();
        assertThat(walk.all(Effect.OpenStage.class)).isNotEmpty();
    }

    /** The backup target is asked before each try. */
    @Test
    void stageWithoutRoomIsWaitedForLongerEachTimeAndNothingIsFetched() {
        Walk walk = Staged.opening();
        for (int vain = 1; vain <= 3; vain++) {
            walk.answer(Mishap.failed(walk.only(Effect.OpenStage.class).ticket(), Kind.VOLUME_FULL));
            assertThat(((Waiting) walk.state()).reason().kind()).isEqualTo(Kind.VOLUME_FULL);
            Effect.AwaitRetry retry = walk.only(Effect.AwaitRetry.class);
            assertThat(retry).isEqualTo(new Effect.AwaitRetry(retry.ticket(), Effect.Pace.LOCAL, vain));
            walk.answer(new Event.Woken(retry.ticket(), false));
            walk.located(Optional.of(Maps.backup("next", "ab")));
            walk.answerCommit();
        }
        assertThat(walk.count(Effect.Fetch.class)).isZero();
        walk.answer(new Event.StageOpened(walk.ticket(), Maps.map("aa")));
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Stage.class).ticket()));
        assertThat(walk.state().run().vain()).isZero();
    }

    @Test
    void volumeWithoutRoomToApplyIsWaitedForLongerEachTime() {
        Walk walk = Staged.sealing();
        walk.answer(Mishap.failed(walk.only(Effect.ReadStage.class).ticket(), Kind.VOLUME_FULL));
        assertThat(walk.only(Effect.AwaitRetry.class).vain()).isEqualTo(1);
    }

    @Test
    void wishToStopIsHeardOnceThePartHasBeenRead() {
        Walk walk = Staged.sealing();
        walk.answer(new Event.Stop(new Exit.Pause()));
        assertThat(walk.state()).isInstanceOf(Sealing.class);
        walk.answer(new Event.StageRead(walk.ticket(), OptionalLong.of(99), true));
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void stageThatIsAppliedIsAppliedToItsEnd() {
        Walk walk = applying();
        walk.answer(new Event.Stop(new Exit.Pause()));
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        walk.fetchAndWriteAll();
        assertThat(walk.state()).isInstanceOf(Draining.class);
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void pauseThatIsTakenBackIsForgotten() {
        Walk walk = applying();
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Resume());
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Watching.class);
    }

    @Test
    void endOfTheProcessLeavesItMarked() {
        Walk walk = applying();
        walk.answer(new Event.Stop(new Exit.Suspend(Mishap.failure(Kind.UNAVAILABLE))));
        assertThat(lastClaim(walk).standing()).isEqualTo(Standing.APPLYING);
        walk.answerCommit();
        assertThat(walk.outcome()).isInstanceOf(Outcome.Suspended.class);
    }

    /** Only where a block of the stage is lost, the backup target is needed, and may be away. */
    @Test
    void applyThatHasToWaitGoesOnWithoutLocating() {
        Walk walk = applying();
        long fetch = walk.only(Effect.Fetch.class).ticket();
        walk.answer(new Event.Failed(fetch, Mishap.failure(Kind.UNAVAILABLE), true));
        assertThat(lastClaim(walk).standing()).isEqualTo(Standing.APPLYING);
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        long located = walk.count(Effect.Locate.class);
        walk.answer(new Event.RetryNow());
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        assertThat(walk.state()).isInstanceOf(Opening.class);
        assertThat(walk.count(Effect.Locate.class)).isEqualTo(located);
    }

    @Test
    void wishIsObeyedWhereTheApplyHasToWait() {
        Walk walk = applying();
        walk.answer(new Event.Stop(new Exit.Pause()));
        long fetch = walk.only(Effect.Fetch.class).ticket();
        walk.answer(new Event.Failed(fetch, Mishap.failure(Kind.UNAVAILABLE), true));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void applyThatWasCutOffIsSampledAndGoesOnWithoutTheBackupTarget() {
        Walk walk = Staged.recovering();
        Staged.remembers(walk, cutOff(), false);
        assertThat(walk.all(Effect.Locate.class)).isEmpty();
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), true));
        assertThat(lastClaim(walk)).isEqualTo(cutOff());
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        assertThat(walk.count(Effect.KeepLock.class)).isZero();
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Watching.class);
    }

    private static Claim cutOff() {
        Progress some = new Progress(1, Ranges.of(IntStream.empty()));
        return new Claim(Standing.APPLYING, Maps.map("aa"), Maps.backup("next", "bb"), some);
    }

    private static Walk applying() {
        Walk walk = Staged.sealing();
        readBack(walk, true);
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        return walk;
    }

    private static void readBack(Walk walk, boolean good) {
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.empty(), good));
    }

    private static Claim lastClaim(Walk walk) {
        return walk.all(Effect.Commit.class).get(0).claim();
    }
}

package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What comes in between: ends, pauses, failures, at the moments where they are least welcome. */
class StandbyInterruptedTest {
    private static final Failure CLOSED = new Failure(Kind.UNAVAILABLE, "the engine was closed", "start again");

    @Test
    void endOfTheProcessIsHeardWhileTheLastCommitIsUnderWay() {
        Walk walk = Staged.lastCommit();
        walk.answer(new Event.Stop(new Exit.Suspend(CLOSED)));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Ended.class);
    }

    @Test
    void cancelIsHeardWhileTheLastCommitIsUnderWay() {
        Walk walk = Staged.lastCommit();
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Ended.class);
    }

    @Test
    void endOfTheProcessIsHeardWhileTheLastCommitOfAnApplyIsUnderWay() {
        Walk walk = Staged.sealing();
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.empty(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.fetchAndWriteAll();
        walk.answer(new Event.Stop(new Exit.Suspend(CLOSED)));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Ended.class);
    }

    @Test
    void endOfTheProcessIsHeardOnceAnActivationIsRefused() {
        Walk walk = Staged.following("aa");
        walk.located(Optional.empty());
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Stop(new Exit.Suspend(CLOSED)));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Ended.class);
    }

    @Test
    void pausedStaysPausedWhereAnActivationIsRefused() {
        Walk walk = Staged.following("aa");
        walk.located(Optional.empty());
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), false));
        assertThat(walk.count(Effect.Refuse.class)).isEqualTo(1);
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void pausedStaysPausedWhereTheVolumeIsNotThereToBeActivated() {
        Walk walk = Staged.recovering();
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        assertThat(walk.count(Effect.Refuse.class)).isEqualTo(1);
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    /** A verification has it for a while. */
    @Test
    void whoHadTheVolumeOnceWaitsForWhoeverHasItMeanwhile() {
        Walk first = Staged.recovering();
        first.answer(Mishap.failed(first.only(Effect.Recover.class).ticket(), Kind.VOLUME_BUSY));
        assertThat(first.state()).isInstanceOf(Ended.class);

        Walk walk = Staged.recovering();
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_BUSY));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
    }

    /** A block that the stage has lost, and a gate that lets nothing pass. */
    @Test
    void cancelIsHeardWhereAnApplyIsHeldBack() {
        Walk walk = Staged.recovering();
        Staged.remembers(walk, Maps.claim(Standing.APPLYING, "aa", "ab", 0), true);
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        long fetch = walk.only(Effect.Fetch.class).ticket();
        walk.answer(new Event.Failed(fetch, Mishap.failure(Kind.UNAVAILABLE), true, false));
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void manifestThatWasDamagedOnItsWayGivesWayToTheRightOne() {
        Walk walk = Staged.following("aa");
        walk.located(Optional.of(Maps.backup("next", "cc")));
        walk.answerCommit();
        walk.answer(new Event.StageOpened(walk.only(Effect.OpenStage.class).ticket(), Maps.map("aa")));
        while (walk.state() instanceof Transferring) {
            walk.answer(Mishap.failed(walk.only(Effect.Fetch.class).ticket(), Kind.BLOCK_MISSING));
        }
        walk.answerCommit();
        assertThat(walk.all(Effect.Locate.class))
                .last()
                .matches(locate -> locate.held().isEmpty());
        walk.located(Optional.of(Maps.backup("next", "ab")));
        assertThat(walk.only(Effect.Commit.class).claim().goal()).isEqualTo(Maps.backup("next", "ab"));
    }

    /** restore --backup wanted over a state in which "next" is applied. */
    @Test
    void goalAskedForIsLocatedOnceTheStageOfAnotherIsApplied() {
        Walk walk = new Walk(new Order(Goal.exactly("wanted"), Baseline.auto(), RestoreOptions.DEFAULT));
        Claim claim = new Claim(Standing.APPLYING, Maps.map("aa"), Maps.backup("next", "ab"), Progress.NOTHING);
        Staged.remembers(walk, claim, false);
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }

    /** A followed device, its owner says what it holds; somebody has used it meanwhile. */
    @Test
    void followedVolumeWhoseSampleDiffersIsNotMeasuredOver() {
        Walk walk = Staged.following("aa", false);
        walk.located(Optional.of(Maps.backup("next", "ab")));
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
    }

    /** The checkpoint says ACTIVATED, durably; the step after it (restore point, directory force) failed. */
    @Test
    void activationThatMayBeSavedIsNotFollowedOver() {
        Walk walk = Staged.following("aa");
        walk.located(Optional.empty());
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.state()).as("it looks what was saved").isInstanceOf(Recovering.class);
    }

    @Test
    void badRecordEndsNoApply() {
        Walk walk = Staged.recovering();
        Staged.remembers(walk, Claim.staging(Maps.backup("held", "aa"), Maps.backup("next", "ab")), true);
        walk.located(Optional.of(Maps.backup("newest", "cd")));
        walk.answerCommit();
        walk.answer(new Event.StageOpened(walk.only(Effect.OpenStage.class).ticket(), Maps.map("ab")));
        walk.answerCommit();
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.empty(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(Mishap.failed(walk.only(Effect.Fetch.class).ticket(), Kind.BLOCK_DAMAGED));
        walk.answerCommit();
        assertThat(walk.state())
                .as("the target is there: one bad record, and the apply is left")
                .isInstanceOf(Locating.class);
    }

    @Test
    void pauseWhileADistrustedVolumeIsRecoveredIsKept() {
        Walk walk = Staged.recovering();
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(
                new Event.Recovered(walk.only(Effect.Recover.class).ticket(), new Held(new Basis.Distrusted("x"), 5)));
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void markThatCannotBeSavedLeavesTheVolumeToBeActivated() {
        Walk walk = Staged.sealing();
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.empty(), true));
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.all(Effect.Refuse.class)).isEmpty();
    }
}

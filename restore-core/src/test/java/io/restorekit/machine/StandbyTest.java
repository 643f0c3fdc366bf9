package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Following, and activation in the middle of everything. */
class StandbyTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void newerBackupIsLookedForAfterEachPause() {
        Walk walk = watching();
        walk.answer(new Event.Woken(walk.only(Effect.AwaitPoll.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Locating.class);
        walk.located(Optional.empty());
        assertThat(walk.state()).isInstanceOf(Watching.class);
    }

    @Test
    void outageWhileItWatchesIsWaitedOut() {
        Walk walk = watching();
        walk.answer(new Event.Woken(walk.only(Effect.AwaitPoll.class).ticket(), false));
        walk.answer(new Event.Failed(walk.only(Effect.Locate.class).ticket(), Mishap.failure(Kind.UNAVAILABLE), true));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
    }

    /** With a backup every minute, and an hour to fetch one, it would never end. */
    @Test
    void backupThatWasBegunIsFinishedBeforeANewerOne() {
        Walk walk = staging();
        walk.located(Optional.of(Maps.backup("newest", "cd")));
        assertThat(lastClaim(walk).goal().backup()).isEqualTo("next");
        walk.answerCommit();
        walk.answer(new Event.StageOpened(walk.only(Effect.OpenStage.class).ticket(), Maps.map("ab")));
        walk.answerCommit();
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.empty(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Locating.class);
        walk.located(Optional.of(Maps.backup("newest", "cd")));
        assertThat(lastClaim(walk)).isEqualTo(Claim.staging(Maps.backup("next", "ab"), Maps.backup("newest", "cd")));
    }

    @Test
    void backupThatCannotBeFinishedGivesWay() {
        Walk walk = staging();
        walk.located(Optional.of(Maps.backup("newest", "cd")));
        walk.answerCommit();
        walk.answer(new Event.StageOpened(walk.only(Effect.OpenStage.class).ticket(), Maps.map("aa")));
        walk.answer(Mishap.failed(walk.only(Effect.Fetch.class).ticket(), Kind.BLOCK_MISSING));
        walk.answerCommit();
        walk.located(Optional.of(Maps.backup("newest", "cd")));
        assertThat(lastClaim(walk).goal().backup()).isEqualTo("newest");
    }

    @Test
    void volumeThatSomebodyWroteToIsNotMeasuredOver() {
        Walk walk = Staged.recovering();
        Held held = new Held(new Basis.Distrusted("somebody has written to the volume"), 2L * Maps.BLOCK);
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), held));
        assertThat(walk.state()).isInstanceOfSatisfying(Waiting.class, waiting -> {
            assertThat(waiting.attention()).isTrue();
            assertThat(waiting.reason().kind()).isEqualTo(Kind.VOLUME_CHANGED);
        });
        walk.answer(new Event.RetryNow());
        assertThat(walk.state()).isInstanceOf(Recovering.class);
    }

    @Test
    void standbyThatWatchesIsActivatedAtWhatItHolds() {
        Walk walk = watching();
        activate(walk);
        assertThat(walk.outcome())
                .isEqualTo(new Outcome.Activated(
                        new Activation("held", Optional.empty(), "held", Optional.of(Duration.ZERO))));
    }

    @Test
    void standbyThatStagesIsActivatedAtWhatItHolds() {
        Manifest base = new Manifest("held", Maps.map("aa"), Optional.of(NOON));
        Manifest goal = new Manifest("next", Maps.map("ab"), Optional.of(NOON.plusSeconds(3_600)));
        Walk walk = Staged.recovering();
        Staged.remembers(walk, Claim.staging(base, goal), true);
        activate(walk);
        assertThat(walk.outcome())
                .isEqualTo(new Outcome.Activated(
                        new Activation("held", Optional.of(NOON), "next", Optional.of(Duration.ofHours(1)))));
        assertThat(walk.all(Effect.Forget.class)).hasSize(1);
    }

    @Test
    void activationWhileTheStageIsFilledForgetsWhatIsUnderWay() {
        Walk walk = Staged.opening();
        walk.answer(new Event.StageOpened(walk.ticket(), Maps.map("aa")));
        walk.answer(new Event.Stop(new Exit.Activate()));
        assertThat(walk.all(Effect.Forget.class)).hasSize(2);
        walk.answerCommit();
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        assertThat(lastClaim(walk)).isEqualTo(Claim.activated(Maps.backup("held", "aa")));
    }

    @Test
    void stageThatIsBeingAppliedIsFinishedFirst() {
        Walk walk = Staged.sealing();
        walk.answer(new Event.StageRead(walk.only(Effect.ReadStage.class).ticket(), OptionalLong.empty(), true));
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.fetchAndWriteAll();
        walk.answerCommit();
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        assertThat(lastClaim(walk)).isEqualTo(Claim.activated(Maps.backup("next", "ab")));
    }

    @Test
    void volumeThatHoldsNoBackupCompletelyIsFollowedOn() {
        Walk walk = Staged.recovering();
        walk.recovered();
        walk.located(Optional.of(Maps.backup("first", "ab")));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answerCommit();
        assertRefused(walk, Kind.NO_RESTORE_POINT);
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }

    /** The last commit has the last word. */
    @Test
    void activationWhileTheLastBlocksAreCommittedComesAfterThem() {
        Walk walk = Staged.lastCommit();
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Activating.class);
    }

    @Test
    void volumeThatIsNotAsItWasLeftIsNotActivated() {
        Walk walk = watching();
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), false));
        assertRefused(walk, Kind.VOLUME_CHANGED);
        assertThat(walk.state()).isInstanceOf(Recovering.class);
    }

    @Test
    void activationThatCannotBeRecordedIsRefused() {
        Walk walk = watching();
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertRefused(walk, Kind.STATE_UNSAVED);
        assertThat(walk.state()).isInstanceOf(Recovering.class);
    }

    @Test
    void activationWhileItWaitsForTheVolumeIsAnswered() {
        Walk walk = Staged.recovering();
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        assertRefused(walk, Kind.VOLUME_ABSENT);
    }

    @Test
    void whoComesOnlyToActivateAsksTheBackupTargetForNothing() {
        Walk walk = onlyToActivate();
        Claim claim = Claim.staging(Maps.backup("held", "aa"), Maps.backup("next", "ab"));
        Staged.remembers(walk, claim, true);
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answerCommit();
        assertThat(walk.outcome()).isInstanceOf(Outcome.Activated.class);
        assertThat(walk.count(Effect.Locate.class)).isZero();
    }

    @Test
    void whoComesOnlyToActivateFinishesAnApply() {
        Walk walk = onlyToActivate();
        Claim claim = new Claim(Standing.APPLYING, Maps.map("aa"), Maps.backup("next", "ab"), Progress.NOTHING);
        Staged.remembers(walk, claim, false);
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.fetchAndWriteAll();
        walk.answerCommit();
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answerCommit();
        assertThat(walk.outcome()).isInstanceOf(Outcome.Activated.class);
        assertThat(walk.count(Effect.Locate.class)).isZero();
    }

    @Test
    void whoComesOnlyToActivateIsToldWhyItCannotBe() {
        Walk walk = onlyToActivate();
        Staged.remembers(walk, Maps.claim(Standing.STOPPED, "00", "ab", 1), true);
        assertThat(walk.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.NO_RESTORE_POINT));
    }

    private static Walk watching() {
        Walk walk = Staged.following("aa");
        walk.located(Optional.empty());
        return walk;
    }

    /** A standby whose process begins anew in the middle of a stage. */
    private static Walk staging() {
        Walk walk = Staged.recovering();
        Staged.remembers(walk, Claim.staging(Maps.backup("held", "aa"), Maps.backup("next", "ab")), true);
        return walk;
    }

    private static Walk onlyToActivate() {
        Order order = new Order(Goal.newest(), Baseline.auto(), RestoreOptions.DEFAULT);
        return new Walk(State.begin(order, new Exit.Activate()));
    }

    private static void activate(Walk walk) {
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answerCommit();
    }

    private static void assertRefused(Walk walk, Failure.Kind kind) {
        assertThat(walk.only(Effect.Refuse.class).reason().kind()).isEqualTo(kind);
    }

    private static Claim lastClaim(Walk walk) {
        return walk.all(Effect.Commit.class).get(0).claim();
    }
}

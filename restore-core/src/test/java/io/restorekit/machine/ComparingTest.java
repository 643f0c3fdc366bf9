package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparingTest {
    private static final int PART = (64 << 20) / Maps.BLOCK;

    @Test
    void volumeIsReadInPartsFourAtOnceAndNoneTwice() {
        Walk walk = repairing("a".repeat(6 * PART + 1));
        List<Effect.Compare> first = walk.all(Effect.Compare.class);
        assertThat(first).hasSize(4);
        while (walk.state() instanceof Comparing) {
            agree(walk);
        }
        assertThat(walk.count(Effect.Compare.class)).isEqualTo(7);
        assertThat(first.get(3).from()).isEqualTo(3 * PART);
        assertThat(first.get(3).to()).isEqualTo(4 * PART);
    }

    @Test
    void whatDiffersIsFetchedAndNothingElse() {
        Walk walk = repairing("abcd");
        differ(walk, 1, 3);
        walk.located(Optional.empty());
        Effect.Commit opening = walk.only(Effect.Commit.class);
        assertThat(Maps.text(opening.claim().believed())).isEqualTo("a?c?");
        assertThat(opening.claim().standing()).isEqualTo(Standing.OPEN);
        assertThat(walk.count(Effect.Compare.class)).isEqualTo(1);
    }

    /** The restore point is not given up for nothing. */
    @Test
    void whereNothingDiffersNothingIsCommitted() {
        Walk walk = repairing("abcd");
        agree(walk);
        walk.located(Optional.empty());
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
        assertThat(walk.count(Effect.Commit.class)).isZero();
    }

    @Test
    void restoreThatHadStoppedIsComparedWithItsGoalAsAWhole() {
        Walk walk = new Walk(RestoreOptions.DEFAULT.withRepair(true));
        Staged.remembers(walk, Maps.claim(Standing.STOPPED, "aaaa", "abcd", 2), true);
        walk.located(Optional.empty());
        agree(walk);
        walk.located(Optional.empty());
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("abcd");
    }

    @Test
    void whatDiffersIsNotForgottenWhileTheOpeningWaits() {
        Walk walk = repairing("abcd");
        differ(walk, 2);
        walk.located(Optional.empty());
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        assertThat(walk.all(Effect.Locate.class).get(0).held()).contains("goal");
        walk.located(Optional.of(Maps.backup("goal2", "abxd")));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("ab?d");
    }

    @Test
    void volumeThatSomebodyWroteToMeanwhileIsComparedAgain() {
        Walk walk = repairing("abcd");
        agree(walk);
        walk.answer(new Event.Located(walk.only(Effect.Locate.class).ticket(), Optional.empty(), Optional.empty()));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), false));
        Staged.remembers(walk, Maps.claim(Standing.RESTORED, "abcd", "abcd", 4), true);
        walk.located(Optional.empty());
        assertThat(walk.all(Effect.Compare.class)).hasSize(1);
    }

    @Test
    void stageIsAppliedBeforeAnythingIsCompared() {
        Walk walk = new Walk(RestoreOptions.DEFAULT.withRepair(true));
        Staged.remembers(walk, Maps.claim(Standing.APPLYING, "aa", "ab", 0), true);
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        assertThat(walk.count(Effect.Compare.class)).isZero();
        walk.fetchAndWriteAll();
        walk.answerCommit();
        walk.located(Optional.empty());
        assertThat(walk.all(Effect.Compare.class)).hasSize(1);
    }

    @Test
    void blockThatCannotBeReadEndsIt() {
        Walk walk = repairing("abcd");
        walk.answer(Mishap.failed(walk.only(Effect.Compare.class).ticket(), Kind.VOLUME_UNUSABLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.VOLUME_UNUSABLE)));
    }

    /** Who began it may still write it, elsewhere. */
    @Test
    void goalOfAnOwnerElsewhereIsFinishedBeforeANewerOne() {
        Walk walk = new Walk(new Order(Goal.newest(), Baseline.auto(), RestoreOptions.DEFAULT.withRepair(true)));
        Claim begun = Maps.claim(Standing.OPEN, "aaaa", "abcd", 0);
        Held held = new Held(new Basis.Remembered(begun, false, true), 4L * Maps.BLOCK);
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), held));
        walk.located(Optional.empty());
        differ(walk, 1);
        walk.located(Optional.of(Maps.backup("newer", "xyzw")));
        Effect.Commit opening = walk.only(Effect.Commit.class);
        assertThat(opening.claim().goal().backup()).isEqualTo("goal");
        assertThat(Maps.text(opening.claim().believed())).isEqualTo("a?cd");
    }

    /** An hour of outage and an hour of reading are not two hours of waiting. */
    @Test
    void comparingEndsAWait() {
        Walk walk = new Walk(RestoreOptions.DEFAULT.withRepair(true));
        Staged.remembers(walk, Maps.claim(Standing.RESTORED, "ab", "ab", 2), true);
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), true));
        walk.located(Optional.empty());
        agree(walk);
        walk.answer(Mishap.failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void deviceIsComparedWithTheGoalOnceAndNeverSaidToHoldWhatItHeld() {
        Walk walk = unwatched(new Walk(RestoreOptions.DEFAULT.withRepair(true).withStaged(true)));
        walk.located(Optional.of(Maps.backup("goal", "ab")));
        assertThat(walk.state().known().orElseThrow().claim()).isEmpty();
        differ(walk, 1);
        walk.located(Optional.empty());
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("a?");
        assertThat(walk.count(Effect.Compare.class)).isEqualTo(1);
    }

    @Test
    void standbyThatIsStillWhatWasLeftIsFollowedOnWithoutBeingMeasured() {
        Walk walk = unwatched(Staged.recovering());
        assertThat(walk.count(Effect.Locate.class)).isZero();
        agree(walk);
        walk.located(Optional.empty());
        assertThat(walk.state()).isInstanceOf(Watching.class);
    }

    /** Whoever has it may live on it; and it is not read again each minute to find that out. */
    @Test
    void standbyThatIsNotIsLeftAlone() {
        Walk walk = unwatched(Staged.recovering());
        differ(walk, 0);
        Waiting waiting = (Waiting) walk.state();
        assertThat(waiting.reason().kind()).isEqualTo(Kind.VOLUME_CHANGED);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        assertThat(((Waiting) walk.state()).reason()).isEqualTo(waiting.reason());
        assertThat(walk.count(Effect.Compare.class)).isEqualTo(1);
        walk.answer(new Event.Stop(new Exit.Activate()));
        assertThat(walk.only(Effect.Refuse.class).reason().kind()).isEqualTo(Kind.VOLUME_CHANGED);
        assertThat(walk.count(Effect.Commit.class)).isZero();
    }

    @Test
    void activationDoesNotWaitForTheWholeVolume() {
        Walk walk = unwatched(Staged.recovering());
        walk.answer(new Event.Stop(new Exit.Activate()));
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), true));
        assertThat(walk.only(Effect.Commit.class).claim().standing()).isEqualTo(Standing.ACTIVATED);
    }

    @Test
    void stagedRestoreOverOneThatIsNotMeasuresIt() {
        Walk walk = unwatched(new Walk(RestoreOptions.DEFAULT.withStaged(true)));
        differ(walk, 1);
        walk.located(Optional.of(Maps.backup("goal", "ab")));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("??");
    }

    @Test
    void restoreInPlaceMeasuresAtOnce() {
        Walk walk = unwatched(new Walk(RestoreOptions.DEFAULT));
        walk.located(Optional.of(Maps.backup("goal", "ab")));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("??");
        assertThat(walk.count(Effect.Compare.class)).isZero();
    }

    /** The volume holds "goal", as far as is remembered. */
    private static Walk repairing(String goal) {
        Walk walk = new Walk(RestoreOptions.DEFAULT.withRepair(true));
        walk.toConfirming(goal);
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        return walk;
    }

    private static Walk unwatched(Walk walk) {
        Manifest backup = Maps.backup("held", "aa");
        Claim claim = new Claim(Standing.RESTORED, backup.blocks(), backup, new Progress(2, Ranges.NONE));
        Basis basis = new Basis.Unwatched(new Basis.Remembered(claim, false));
        walk.answer(
                new Event.Recovered(walk.only(Effect.Recover.class).ticket(), new Held(basis, 2L * Maps.BLOCK, false)));
        return walk;
    }

    private static void agree(Walk walk) {
        walk.answer(new Event.Compared(walk.only(Effect.Compare.class).ticket(), Ranges.NONE));
    }

    private static void differ(Walk walk, int... blocks) {
        Ranges differing = Ranges.of(IntStream.of(blocks));
        walk.answer(new Event.Compared(walk.only(Effect.Compare.class).ticket(), differing));
    }
}

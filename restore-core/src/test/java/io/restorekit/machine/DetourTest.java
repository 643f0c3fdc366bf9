package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A goal that an owner elsewhere may still be writing is finished before another: its late writes do no harm then. */
class DetourTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void contestedGoalIsFinishedFirst() {
        takeOver("ab", true);
        locate("goal", "cd");
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("first");
        walk.fetchAndWriteAll();
        assertThat(walk.all(Effect.Commit.class).get(0).claim().standing()).isEqualTo(Standing.RESTORED);
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Locating.class);

        locate("goal", "cd");
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("goal");
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    @Test
    void uncontestedGoalIsLeftAtOnce() {
        takeOver("ab", false);
        locate("goal", "cd");
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("goal");
    }

    @Test
    void contestedGoalThatIsAskedForIsNoDetour() {
        takeOver("ab", true);
        locate("goal", "ab");
        openAndTransfer();
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    /** In an outage of DNS nobody can say what the newest backup is: what was opened is finished, and then it is looked for. */
    @Test
    void goalThatIsHeldIsFinishedWhereNobodyCanSeeTheOneAskedFor() {
        takeOver("ab", false);
        walk.answer(
                new Event.Located(walk.only(Effect.Locate.class).ticket(), Optional.empty(), Optional.empty(), false));
        walk.answer(new Event.Confirmed(walk.only(Effect.Confirm.class).ticket(), true));
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("first");
        walk.fetchAndWriteAll();
        walk.answerCommit();
        assertThat(walk.all(Effect.End.class)).isEmpty();
        locate("goal", "cd");
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("goal");
    }

    @Test
    void outageInBetweenIsNoWayAround() {
        takeOver("ab", true);
        locate("goal", "cd");
        openAndTransfer();
        fail(Kind.UNAVAILABLE, true);
        walk.answerCommit();
        walk.answer(new Event.RetryNow());
        locate("goal", "cd");
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("first");
    }

    @Test
    void goalThatCannotBeFinishedGivesWay() {
        takeOver("ab", true);
        locate("goal", "cd");
        openAndTransfer();
        fail(Kind.BLOCK_MISSING, false);
        walk.fetchAndWriteAll();
        assertThat(walk.all(Effect.Commit.class).get(0).claim().standing()).isEqualTo(Standing.STOPPED);
        walk.answerCommit();
        locate("goal", "cd");
        openAndTransfer();
        assertThat(goalOf(walk.state())).isEqualTo("goal");
    }

    private void takeOver(String goal, boolean contested) {
        Claim claim = new Claim(
                Standing.STOPPED,
                Maps.map("00"),
                Maps.backup("first", goal),
                Maps.claim(Standing.STOPPED, "00", goal, 0).progress());
        Held held = new Held(new Basis.Remembered(claim, true, contested), 2L * Maps.BLOCK);
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), held));
    }

    private void locate(String name, String contents) {
        walk.located(Optional.of(Maps.backup(name, contents)));
    }

    private void openAndTransfer() {
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
    }

    private void fail(Kind kind, boolean targetGone) {
        long fetch = walk.only(Effect.Fetch.class).ticket();
        walk.answer(new Event.Failed(fetch, Mishap.failure(kind), targetGone));
    }

    private static String goalOf(State state) {
        return TransferView.of(state).orElseThrow().goal();
    }
}

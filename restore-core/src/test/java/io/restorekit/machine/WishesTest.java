package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import org.junit.jupiter.api.Test;

/** What the caller wants, in the middle of everything. */
class WishesTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    /** Where the volume is not open yet, it is opened anew. */
    @Test
    void waitForTheVolumeCanBePausedAndWoken() {
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        walk.answer(new Event.RetryNow());
        assertThat(walk.state()).isInstanceOf(Recovering.class);
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        walk.answer(new Event.Stop(new Exit.Pause()));
        assertThat(walk.state()).isInstanceOf(Paused.class);
        walk.answer(new Event.Stop(new Exit.Suspend(Mishap.failure(Kind.UNAVAILABLE))));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Suspended(Mishap.failure(Kind.UNAVAILABLE), false));
    }

    @Test
    void blockThatIsMeasuredRightWhileDrainingIsClaimed() {
        walk.toTransferring("??", "ab");
        walk.answer(new Event.Stop(new Exit.Suspend(Mishap.failure(Kind.UNAVAILABLE))));
        walk.answer(new Event.Measured(walk.only(Effect.Measure.class).ticket(), true));
        assertThat(walk.all(Effect.Commit.class).get(0).claim().progress().isDone(0))
                .isTrue();
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Suspended(Mishap.failure(Kind.UNAVAILABLE), false));
    }

    @Test
    void commitUnderWayThatFailsWhileDrainingIsFollowedByTheLast() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        Claim last = walk.all(Effect.Commit.class).get(0).claim();
        assertThat(last.standing()).isEqualTo(Standing.STOPPED);
        assertThat(last.progress().isDone(0)).isTrue();
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    /** After it nothing may be claimed, whatever was wished before. */
    @Test
    void writeThatFailsWhileDrainingIsFollowedByNoCommit() {
        long write = drainingWithAWrite();
        walk.answer(Mishap.failed(write, Kind.WRITE_FAILED));
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.WRITE_FAILED)));
    }

    @Test
    void writeThatFindsNoRoomWhileDrainingObeysTheWishAndIsNotClaimed() {
        long write = drainingWithAWrite();
        walk.answer(Mishap.failed(write, Kind.VOLUME_FULL));
        assertThat(walk.all(Effect.Commit.class).get(0).claim().progress().isDone(0))
                .isFalse();
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    private long drainingWithAWrite() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        return walk.only(Effect.Write.class).ticket();
    }

    @Test
    void pauseUndoesNoCancelWhileOpening() {
        walk.toOpening("00", "ab");
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void latestWishCountsWhileOpening() {
        walk.toOpening("00", "ab");
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void restoreThatCannotSaveThatItIsDoneObeysACancel() {
        walk.toTransferring("00", "ab");
        walk.fetchAndWriteAll();
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void cancelWhileTheLastCommitIsUnderWayWaitsForIt() {
        walk.toTransferring("00", "ab");
        walk.fetchAndWriteAll();
        walk.answer(new Event.Stop(new Exit.Cancel()));
        assertThat(walk.state()).isInstanceOf(Draining.class);
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    @Test
    void pauseThatIsTakenBackIsNoPause() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Resume());
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }

    @Test
    void pauseDoesNotUndoACancel() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void pauseDuringRecoveryIsObeyedAfterIt() {
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.recovered();
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void openingThatFailsAfterAWishObeysTheWish() {
        walk.toOpening("00", "ab");
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.state()).isInstanceOf(Paused.class);
    }

    @Test
    void openingThatFailsForGoodEndsWhateverWasWished() {
        walk.toOpening("00", "ab");
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.WRITE_FAILED));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.WRITE_FAILED)));
    }

    @Test
    void openingThatWasToPauseAndResumesTransfers() {
        walk.toOpening("00", "ab");
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Resume());
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        Walk cancelled = new Walk(RestoreOptions.DEFAULT);
        cancelled.toOpening("00", "ab");
        cancelled.answer(new Event.Stop(new Exit.Cancel()));
        cancelled.answer(new Event.Resume());
        cancelled.answerCommit();
        cancelled.answer(new Event.Grown(cancelled.only(Effect.Grow.class).ticket()));
        assertThat(cancelled.state()).isInstanceOf(Draining.class);
    }

    @Test
    void recoveringObeysAPauseOnceItHasAnswered() {
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_ABSENT));
        assertThat(walk.state()).isInstanceOf(Paused.class);
        walk.answer(new Event.Resume());
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(Mishap.failed(walk.only(Effect.Recover.class).ticket(), Kind.VOLUME_BUSY));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.VOLUME_BUSY)));
    }
}

package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is claimed, and when; and what becomes of a claim that cannot be saved. */
class CommitTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void openingIsCommittedBeforeTheFirstWrite() {
        walk.toOpening("00", "ab");
        assertThat(walk.only(Effect.Commit.class).claim().standing()).isEqualTo(Standing.OPEN);
        assertThat(walk.all(Effect.Fetch.class)).isEmpty();
    }

    /** What was begun before the last commit, and is not written, is pending in it. */
    @Test
    void blocksOnTheirWayAreNotClaimed() {
        walk.toTransferring("000", "abc");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        assertThat(walk.all(Effect.Fetch.class)).hasSize(2);
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        assertThat(done(walk.all(Effect.Commit.class).get(0).claim())).containsExactly(0);
    }

    @Test
    void blocksThatAreGivenBackAreNotClaimed() {
        walk.toTransferring("000", "abc");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Stop(new Exit.Cancel()));
        assertThat(done(walk.all(Effect.Commit.class).get(0).claim())).containsExactly(0);
    }

    @Test
    void failedWriteIsNeverFollowedByACommit() {
        walk.toTransferring("0?", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        long write = walk.only(Effect.Write.class).ticket();
        long measure = walk.only(Effect.Measure.class).ticket();
        walk.answer(Mishap.failed(write, Kind.WRITE_FAILED));
        walk.answer(Mishap.failed(measure, Kind.VOLUME_UNUSABLE));
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.WRITE_FAILED)));
    }

    @Test
    void commitThatCannotBeMadeIsNotAskedForAgain() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.VOLUME_UNUSABLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.VOLUME_UNUSABLE)));
    }

    @Test
    void restoredWaitsUntilItCanBeSaved() {
        walk.toTransferring("00", "ab");
        walk.fetchAndWriteAll();
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    @Test
    void commitThatFailsForGoodEndsAndClaimsNothing() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.WRITE_FAILED));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(Mishap.failure(Kind.WRITE_FAILED)));
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
    }

    @Test
    void commitThatFailsIsTriedAgainAtTheNextTickWithAllThatWasWritten() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        assertThat(walk.only(Effect.Commit.class).claim().progress().isDone(0)).isTrue();
    }

    private static int[] done(Claim claim) {
        return IntStream.range(0, claim.goal().blocks().blocks())
                .filter(claim.progress()::isDone)
                .toArray();
    }
}

package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreOptions.OnAttention;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single steps of the machine, above all those that once went wrong. */
class StateTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void fullRestoreGoesThroughItsStates() {
        walk.toTransferring("00", "ab");
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        walk.fetchAndWriteAll();
        assertThat(walk.state()).isInstanceOf(Draining.class);
        assertThat(walk.all(Effect.Commit.class).get(0).claim().standing()).isEqualTo(Standing.RESTORED);
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    @Test
    void openingIsCommittedBeforeTheFirstWrite() {
        walk.toOpening("00", "ab");
        assertThat(walk.only(Effect.Commit.class).claim().standing()).isEqualTo(Standing.OPEN);
        assertThat(walk.all(Effect.Fetch.class)).isEmpty();
    }

    @Test
    void equalContentIsFetchedOnce() {
        walk.toTransferring("000", "aaa");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        while (!(walk.state() instanceof Draining)) {
            walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
            walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        }
        assertThat(walk.count(Effect.Fetch.class)).isLessThan(3);
    }

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
    void lateAnswerOfAForgottenFetchChangesNothing() {
        walk.toTransferring("00", "ab");
        long fetch = walk.only(Effect.Fetch.class).ticket();
        walk.answer(new Event.Stop(new Exit.Pause()));
        State before = walk.state();
        walk.answer(new Event.Fetched(fetch));
        assertThat(walk.state()).isEqualTo(before);
    }

    @Test
    void failedWriteIsNeverFollowedByACommit() {
        walk.toTransferring("0?", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        long write = walk.only(Effect.Write.class).ticket();
        long measure = walk.only(Effect.Measure.class).ticket();
        walk.answer(failed(write, Kind.WRITE_FAILED));
        walk.answer(failed(measure, Kind.VOLUME_UNUSABLE));
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(failure(Kind.WRITE_FAILED)));
    }

    @Test
    void commitThatCannotBeMadeIsNotAskedForAgain() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Stop(new Exit.Cancel()));
        walk.answer(failed(walk.only(Effect.Commit.class).ticket(), Kind.VOLUME_UNUSABLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(failure(Kind.VOLUME_UNUSABLE)));
    }

    @Test
    void restoredWaitsUntilItCanBeSaved() {
        walk.toTransferring("00", "ab");
        walk.fetchAndWriteAll();
        walk.answer(failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Restored("goal"));
    }

    /** The tasks lie in a tree: taking one out moves others. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyFetchUnderWayIsForgottenByItsOwnTicket(long seed) {
        Random random = new Random(seed);
        walk.toTransferring("0000000000000000", "abcdefghijklmnop");
        for (int i = 0; i < 12; i++) {
            List<Effect> open = walk.all(Effect.class).stream()
                    .filter(effect -> effect instanceof Effect.Fetch || effect instanceof Effect.Write)
                    .toList();
            Effect answered = open.get(random.nextInt(open.size()));
            walk.done(answered);
            walk.answer(
                    answered instanceof Effect.Fetch fetch
                            ? new Event.Fetched(fetch.ticket())
                            : new Event.Written(((Effect.Write) answered).ticket()));
        }
        List<Long> remote = Stream.concat(
                        walk.all(Effect.Fetch.class).stream().map(Effect.Fetch::ticket),
                        walk.all(Effect.KeepLock.class).stream().map(Effect.KeepLock::ticket))
                .toList();
        walk.answer(new Event.Stop(new Exit.Pause()));
        assertThat(walk.all(Effect.Forget.class).stream().map(Effect.Forget::ticket))
                .containsExactlyInAnyOrderElementsOf(remote);
    }

    @Test
    void sampleThatDoesNotAgreeMakesEverythingUnknown() {
        walk.toChecking("0a", "ba");
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("??");
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

    @Test
    void oneRecoveryRunsAtATime() {
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Resume());
        assertThat(walk.count(Effect.Recover.class)).isEqualTo(1);
        walk.recovered();
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }

    @Test
    void targetThatIsGoneIsWaitedForAndLocatedAnew() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Failed(walk.only(Effect.Fetch.class).ticket(), failure(Kind.UNAVAILABLE), true));
        walk.answerCommit();
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }

    @Test
    void waitLimitEndsTheWaitOnlyAfterOneMoreTry() {
        walk.toLocating();
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), true));
        assertThat(walk.state()).isInstanceOf(Locating.class);
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Suspended(failure(Kind.UNAVAILABLE), false));
    }

    @Test
    void blockThatIsFetchedAndCannotBeWrittenIsNoProgress() {
        walk.toOpening("00", "ab");
        walk.answer(failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), true));
        walk.located(Optional.empty());
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(failed(walk.only(Effect.Write.class).ticket(), Kind.VOLUME_FULL));
        walk.answerCommit();
        assertThat(walk.outcome()).isEqualTo(new Outcome.Suspended(failure(Kind.VOLUME_FULL), false));
    }

    @Test
    void transfersThatBringNothingAreCountedUntilOneBringsABlock() {
        walk.toTransferring("00", "ab");
        assertThat(waitsAfterAnOutage()).isEqualTo(1);
        goOn();
        assertThat(waitsAfterAnOutage()).isEqualTo(2);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        goOn();
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        assertThat(waitsAfterAnOutage()).isEqualTo(1);
    }

    private int waitsAfterAnOutage() {
        walk.answer(new Event.Failed(walk.only(Effect.Fetch.class).ticket(), failure(Kind.UNAVAILABLE), true));
        walk.answerCommit();
        return walk.all(Effect.AwaitRetry.class).get(0).vain();
    }

    private void goOn() {
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.located(Optional.empty());
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
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

    private static int[] done(Claim claim) {
        return IntStream.range(0, claim.goal().blocks().blocks())
                .filter(claim.progress()::isDone)
                .toArray();
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
                paused.run().troubledBy(failure(trouble)), paused.held().orElseThrow());
        Effect.Locate locate = (Effect.Locate) again.effects().get(0);
        assertThat(locate.held().isPresent()).isEqualTo(held);
    }

    @Test
    void incompatibleIsReadTwiceBeforeItIsBelieved() {
        walk.toLocating();
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.INCOMPATIBLE));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.INCOMPATIBLE));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(failure(Kind.INCOMPATIBLE)));
    }

    @Test
    void damagedConfigIsReadAgainBeforeAPersonIsCalled() {
        walk.toLocating();
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.CONFIG_DAMAGED));
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

    @Test
    void commitThatFailsForGoodEndsAndClaimsNothing() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answer(failed(walk.only(Effect.Commit.class).ticket(), Kind.WRITE_FAILED));
        assertThat(walk.outcome()).isEqualTo(new Outcome.Failed(failure(Kind.WRITE_FAILED)));
        assertThat(walk.all(Effect.Commit.class)).isEmpty();
    }

    @Test
    void commitThatFailsIsTriedAgainAtTheNextTickWithAllThatWasWritten() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answer(failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        assertThat(walk.only(Effect.Commit.class).claim().progress().isDone(0)).isTrue();
    }

    @Test
    void personIsCalledOrTheRestoreEndsAsTheCallerChose() {
        walk.toLocating();
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), Kind.REFUSED));
        assertThat(((Waiting) walk.state()).attention()).isTrue();
        Walk exiting = new Walk(RestoreOptions.DEFAULT.withOnAttention(OnAttention.EXIT));
        exiting.toLocating();
        exiting.answer(failed(exiting.only(Effect.Locate.class).ticket(), Kind.REFUSED));
        assertThat(exiting.outcome()).isEqualTo(new Outcome.Suspended(failure(Kind.REFUSED), true));
    }

    /** A neighbour's refusal shut the gate that they share: this restore tried nothing, and is not ended by it. */
    @Test
    void transferThatTheGateHeldBackEndsNothing() {
        Walk exiting = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withOnAttention(OnAttention.EXIT));
        exiting.toTransferring("0000", "abcd");
        exiting.answer(heldBack(exiting.only(Effect.Fetch.class).ticket()));
        exiting.answerCommit();
        assertThat(exiting.only(Effect.AwaitRetry.class).pace()).isEqualTo(Effect.Pace.TARGET);

        Walk locking = new Walk(RestoreOptions.DEFAULT.withConcurrency(1).withOnAttention(OnAttention.EXIT));
        locking.toTransferring("0000", "abcd");
        locking.answer(heldBack(locking.only(Effect.KeepLock.class).ticket()));
        locking.answerCommit();
        assertThat(locking.state()).isInstanceOf(Waiting.class);
    }

    /** The opening waits, and the next sample might hit other blocks. */
    @Test
    void mismatchIsNotForgottenWhileTheOpeningWaits() {
        walk.toChecking("aaaa", "bbbb");
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        walk.answer(failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        Effect.Locate locate = walk.only(Effect.Locate.class);
        assertThat(locate.held())
                .as("the manifest is not taken from a claim that was wrong")
                .isEmpty();
        walk.answer(new Event.Located(locate.ticket(), Optional.of(Maps.backup("goal", "bbbb")), Optional.empty()));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("????");
    }

    @Test
    void mismatchThatIsFoundWhenAPauseHasComeIsNotForgotten() {
        walk.toChecking("aaaa", "bbbb");
        walk.answer(new Event.Stop(new Exit.Pause()));
        assertThat(walk.state()).isInstanceOf(Checking.class);
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        Paused paused = (Paused) walk.state();
        assertThat(paused.held().orElseThrow().basis()).isInstanceOf(Basis.Distrusted.class);
        walk.answer(new Event.Resume());
        assertThat(walk.only(Effect.Locate.class).held()).isEmpty();
    }

    /** Nothing was tried: neither a wait limit nor a wish to exit ends it, and it looks again as soon as it may. */
    @Test
    void tryThatTheGateHeldBackEndsNothing() {
        Walk exiting = new Walk(
                RestoreOptions.DEFAULT.withOnAttention(OnAttention.EXIT).withWaitLimit(Duration.ofSeconds(1)));
        exiting.toLocating();
        exiting.answer(heldBack(exiting.only(Effect.Locate.class).ticket()));
        Effect.AwaitRetry retry = exiting.only(Effect.AwaitRetry.class);
        assertThat(((Waiting) exiting.state()).attention()).isTrue();
        assertThat(retry.pace()).isEqualTo(Effect.Pace.TARGET);
        exiting.answer(new Event.Woken(retry.ticket(), true));
        exiting.answer(heldBack(exiting.only(Effect.Locate.class).ticket()));
        exiting.answer(new Event.Woken(exiting.only(Effect.AwaitRetry.class).ticket(), true));
        exiting.answer(failed(exiting.only(Effect.Locate.class).ticket(), Kind.UNAVAILABLE));
        assertThat(exiting.outcome()).isEqualTo(new Outcome.Suspended(failure(Kind.UNAVAILABLE), false));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFailureHasAVerdictAndEndsOrWaits(Kind kind) {
        walk.toLocating();
        walk.answer(failed(walk.only(Effect.Locate.class).ticket(), kind));
        boolean fatal = Verdict.of(kind) == Verdict.FAIL;
        assertThat(walk.state()).isInstanceOf(fatal ? Ended.class : Waiting.class);
    }

    private static Event.Failed heldBack(long ticket) {
        return new Event.Failed(ticket, failure(Kind.REFUSED), true, false);
    }

    private static Event.Failed failed(long ticket, Kind kind) {
        return new Event.Failed(ticket, failure(kind), false);
    }

    private static Failure failure(Kind kind) {
        return new Failure(kind, "what", "advice");
    }
}

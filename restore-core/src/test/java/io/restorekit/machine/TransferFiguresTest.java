package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.RestoreOptions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a transfer: bytes to do, written, claimed, and blocks on their way. */
class TransferFiguresTest {
    private static final long BLOCK = Maps.BLOCK;

    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void bytesAreDoneWhenTheyAreWrittenAndClaimedWhenThatIsDurable() {
        walk.toTransferring("00a0", "abab");
        assertView(3, 0, 0, 1);
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        assertView(3, 0, 0, 2);
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        assertThat(view().doneBytes()).isEqualTo(BLOCK);
        assertThat(view().claimedBytes()).isZero();
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answerCommit();
        assertThat(view().claimedBytes()).isEqualTo(BLOCK);
        assertThat(view().totalBytes()).isEqualTo(3 * BLOCK);
    }

    @Test
    void onlyWhatACommitWasAskedForIsClaimedByIt() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        assertThat(view().doneBytes()).isEqualTo(2 * BLOCK);
        walk.answerCommit();
        assertThat(view().claimedBytes()).isEqualTo(BLOCK);
    }

    @Test
    void blockThatFailsIsNoLongerOnItsWay() {
        walk.toTransferring("00", "ab");
        Failure failure = new Failure(Kind.BLOCK_MISSING, "what", "advice");
        walk.answer(new Event.Failed(walk.only(Effect.Fetch.class).ticket(), failure, false));
        assertView(2, 0, 0, 1);
        assertThat(view().setAside()).isEqualTo(1);
    }

    @Test
    void blockThatHoldsWhatIsWantedIsDone() {
        walk.toTransferring("??", "ab");
        walk.answer(new Event.Measured(walk.only(Effect.Measure.class).ticket(), true));
        assertThat(view().doneBytes()).isEqualTo(BLOCK);
        walk.answer(new Event.Measured(walk.only(Effect.Measure.class).ticket(), false));
        assertThat(walk.all(Effect.Fetch.class)).hasSize(1);
        assertThat(view().inFlight()).isEqualTo(1);
    }

    /** Both places of a content that is measured wrong twice come with one fetch. */
    @Test
    void measuredBlocksShareAFetch() {
        walk.toTransferring("0??", "baa");
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
        walk.answer(new Event.Measured(walk.only(Effect.Measure.class).ticket(), false));
        walk.answer(new Event.Measured(walk.only(Effect.Measure.class).ticket(), false));
        assertThat(walk.all(Effect.Fetch.class)).hasSize(1);
        walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        assertThat(walk.only(Effect.Write.class).blocks()).containsExactlyInAnyOrder(1, 2);
    }

    /** Also where a block that was measured has to be fetched after all, or joins a fetch. */
    @Test
    void noTicketIsUsedTwice() {
        walk.toTransferring("????????", "abcabcde");
        Set<Long> answered = new HashSet<>();
        for (int i = 0; walk.state() instanceof Transferring; i++) {
            Effect next = walk.all(Effect.class).stream()
                    .filter(effect -> answerTo(effect, true).isPresent())
                    .findFirst()
                    .orElseThrow();
            Event answer = answerTo(next, i % 3 == 0).orElseThrow();
            assertThat(answered.add(Walk.ticketOf(next)))
                    .as("the ticket of %s", next)
                    .isTrue();
            walk.done(next);
            walk.answer(answer);
        }
        assertThat(answered).hasSizeGreaterThan(12);
    }

    private static Optional<Event> answerTo(Effect effect, boolean asWanted) {
        if (effect instanceof Effect.Measure measure) {
            return Optional.of(new Event.Measured(measure.ticket(), asWanted));
        }
        if (effect instanceof Effect.Fetch fetch) {
            return Optional.of(new Event.Fetched(fetch.ticket()));
        }
        return effect instanceof Effect.Write write ? Optional.of(new Event.Written(write.ticket())) : Optional.empty();
    }

    @Test
    void figuresLastUntilItHasDrained() {
        walk.toTransferring("00", "ab");
        walk.answer(new Event.Stop(new Exit.Cancel()));
        assertThat(walk.state()).isInstanceOf(Draining.class);
        assertView(2, 0, 0, 0);
        assertThat(TransferView.of(walk.state()).orElseThrow().goal()).isEqualTo("goal");
    }

    /** A claim from before counts as claimed. */
    @Test
    void whatWasClaimedBeforeIsNotDoneAgain() {
        walk.toChecking("000", "abc");
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), true));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        assertView(3, 1, 1, 1);
    }

    /** The window grows by one with each success, to its limit, and is halved by a failure. */
    @Test
    void windowGrowsAndIsHalved() {
        Walk wide = new Walk(RestoreOptions.DEFAULT.withConcurrency(8));
        wide.toTransferring("0".repeat(40), "abcdefghijklmnop".repeat(2) + "abcdefgh");
        for (int expected = 2; expected <= 8; expected++) {
            wide.answer(new Event.Fetched(wide.only(Effect.Fetch.class).ticket()));
            wide.answer(new Event.Written(wide.only(Effect.Write.class).ticket()));
            assertThat(TransferView.of(wide.state()).orElseThrow().inFlight()).isEqualTo(expected);
        }
        Failure failure = new Failure(Kind.UNAVAILABLE, "what", "advice");
        for (int expected : new int[] {7, 6, 5, 4, 3, 2, 1, 1}) {
            wide.answer(new Event.Failed(wide.only(Effect.Fetch.class).ticket(), failure, false));
            assertThat(TransferView.of(wide.state()).orElseThrow().inFlight()).isEqualTo(expected);
        }
    }

    /** A commit starts while writes go on, once half of what may be unclaimed is. */
    @Test
    void commitIsDueAtHalfOfTheBound() {
        walk.toTransferring("0".repeat(100), "abcdefghij".repeat(10));
        int written = 0;
        while (walk.all(Effect.Commit.class).isEmpty()) {
            walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
            Effect.Write write = walk.only(Effect.Write.class);
            written += write.blocks().size();
            walk.answer(new Event.Written(write.ticket()));
        }
        assertThat(written).isBetween(32, 35);
        assertThat(walk.state()).isInstanceOf(Transferring.class);
        assertThat(view().inFlight()).isPositive();
    }

    private TransferView view() {
        return TransferView.of(walk.state()).orElseThrow();
    }

    private void assertView(int total, int done, int claimed, int inFlight) {
        assertThat(view().totalBytes()).isEqualTo(total * BLOCK);
        assertThat(view().doneBytes()).isEqualTo(done * BLOCK);
        assertThat(view().claimedBytes()).isEqualTo(claimed * BLOCK);
        assertThat(view().inFlight()).isEqualTo(inFlight);
    }
}

package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Claim.Standing;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferringTest {
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
    void lateAnswerOfAForgottenFetchChangesNothing() {
        walk.toTransferring("00", "ab");
        long fetch = walk.only(Effect.Fetch.class).ticket();
        walk.answer(new Event.Stop(new Exit.Pause()));
        State before = walk.state();
        walk.answer(new Event.Fetched(fetch));
        assertThat(walk.state()).isEqualTo(before);
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
    void oneRecoveryRunsAtATime() {
        walk.answer(new Event.Stop(new Exit.Pause()));
        walk.answer(new Event.Resume());
        assertThat(walk.count(Effect.Recover.class)).isEqualTo(1);
        walk.recovered();
        assertThat(walk.state()).isInstanceOf(Locating.class);
    }
}

package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final FakeTime time = new FakeTime();
    private final List<Event> posted = new ArrayList<>();
    private final Waits waits =
            new Waits(time, new TargetGate("place", time, new Random(1)), Optional.of(LIMIT), posted::add);

    @Test
    void tickComesOnceAfterHalfASecond() {
        waits.tick(new Effect.AwaitTick(7));
        time.pass(Duration.ofMillis(499));
        assertThat(posted).isEmpty();
        time.pass(Duration.ofSeconds(5));
        assertThat(posted).containsExactly(new Event.Tick(7));
    }

    @Test
    void wakesBeforeTheLimitAreNotOverdueAndTheOneAtTheLimitIs() {
        long ticket = 0;
        while (ticket < 100 && (posted.isEmpty() || !overdue())) {
            waits.retry(new Effect.AwaitRetry(++ticket, Effect.Pace.LOCAL, 0));
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(ticket).as("one try a second, and one right at the limit").isEqualTo(LIMIT.toSeconds());
    }

    @Test
    void withoutALimitNothingIsEverOverdue() {
        Waits patient = new Waits(time, new TargetGate("place", time, new Random(1)), Optional.empty(), posted::add);
        for (int ticket = 1; ticket <= 100; ticket++) {
            patient.retry(new Effect.AwaitRetry(ticket, Effect.Pace.SLOW, 0));
            time.pass(Duration.ofMinutes(2));
        }
        assertThat(posted).hasSize(100).noneMatch(event -> ((Event.Woken) event).overdue());
    }

    @Test
    void longPauseIsCutShortToLookRightWhenTheLimitPasses() {
        waits.retry(new Effect.AwaitRetry(1, Effect.Pace.SLOW, 0));
        time.pass(LIMIT);
        assertThat(posted).containsExactly(new Event.Woken(1, true));
    }

    @Test
    void processThatWasStoppedBeyondTheLimitIsWokenToLookOnce() {
        waits.retry(new Effect.AwaitRetry(1, Effect.Pace.LOCAL, 0));
        time.jump(Duration.ofHours(1));
        time.pass(Duration.ZERO);
        assertThat(posted)
                .as("it looks, and only a failure of that look ends it")
                .containsExactly(new Event.Woken(1, true));
    }

    @Test
    void progressEndsTheWait() {
        waits.retry(new Effect.AwaitRetry(1, Effect.Pace.LOCAL, 0));
        time.pass(LIMIT.minusSeconds(1));
        waits.progressed();
        waits.retry(new Effect.AwaitRetry(2, Effect.Pace.LOCAL, 0));
        time.pass(Duration.ofSeconds(3));
        assertThat(posted).containsExactly(new Event.Woken(1, false), new Event.Woken(2, false));
    }

    @Test
    void localTriesInVainFollowEachOtherMoreAndMoreSlowly() {
        Waits patient = new Waits(time, new TargetGate("place", time, new Random(1)), Optional.empty(), posted::add);
        List<Integer> pauses = List.of(1, 1, 2, 4, 8, 16, 30, 30);
        for (int vain = 0; vain < pauses.size(); vain++) {
            patient.retry(new Effect.AwaitRetry(vain, Effect.Pace.LOCAL, vain));
            time.pass(Duration.ofSeconds(pauses.get(vain)).minusMillis(1));
            assertThat(posted).hasSize(vain);
            time.pass(Duration.ofMillis(1));
            assertThat(posted).hasSize(vain + 1);
        }
        patient.retry(new Effect.AwaitRetry(9, Effect.Pace.LOCAL, Integer.MAX_VALUE));
        time.pass(Duration.ofSeconds(30));
        assertThat(posted).last().isEqualTo(new Event.Woken(9, false));
    }

    @Test
    void nextPauseReplacesTheOneBefore() {
        waits.retry(new Effect.AwaitRetry(1, Effect.Pace.LOCAL, 0));
        waits.retry(new Effect.AwaitRetry(2, Effect.Pace.LOCAL, 0));
        time.pass(Duration.ofSeconds(2));
        assertThat(posted).containsExactly(new Event.Woken(2, false));
    }

    @Test
    void nothingIsPostedOnceItIsStopped() {
        waits.tick(new Effect.AwaitTick(1));
        waits.retry(new Effect.AwaitRetry(2, Effect.Pace.LOCAL, 0));
        waits.stop();
        waits.tick(new Effect.AwaitTick(3));
        waits.retry(new Effect.AwaitRetry(4, Effect.Pace.LOCAL, 0));
        time.pass(Duration.ofHours(1));
        assertThat(posted).isEmpty();
    }

    private boolean overdue() {
        return ((Event.Woken) posted.get(posted.size() - 1)).overdue();
    }
}

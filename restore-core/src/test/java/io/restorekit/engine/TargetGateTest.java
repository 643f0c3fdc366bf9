package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGateTest {
    private static final Failure DOWN = new Failure(Failure.Kind.UNAVAILABLE, "down", "wait");

    private final AtomicLong now = new AtomicLong();
    private final Time time = new Time() {
        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            throw new AssertionError("the gate sets no timer");
        }
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void permitCanAlwaysBeHadWithinFourSecondsWhenNoCallRuns(long seed) {
        Random random = new Random(seed);
        TargetGate gate = new TargetGate("place", time, random);
        List<TargetGate.Permit> running = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            gate.tryPass().ifPresent(running::add);
            if (!running.isEmpty() && random.nextBoolean()) {
                giveBack(running.remove(random.nextInt(running.size())), random);
            }
            now.addAndGet(random.nextInt(500) * 1_000_000L);
            if (random.nextInt(50) == 0) {
                running.forEach(permit -> giveBack(permit, random));
                running.clear();
                now.addAndGet(Duration.ofSeconds(4).toNanos());
                Optional<TargetGate.Permit> permit = gate.tryPass();
                assertThat(permit).as("seed " + seed + ", step " + step).isPresent();
                permit.ifPresent(running::add);
            }
        }
    }

    @Test
    void restThatThePlaceAskedForIsHonouredUpToAMinute() {
        TargetGate gate = new TargetGate("place", time, new Random(1));
        gate.tryPass().orElseThrow().failed(DOWN, true, Optional.of(Duration.ofHours(1)));
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(gate.tryPass()).isEmpty();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(gate.tryPass()).isPresent();
    }

    /** Twice: the second must not count. */
    private static void giveBack(TargetGate.Permit permit, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> permit.succeeded();
            case 1 -> permit.failed(DOWN, random.nextBoolean(), Optional.empty());
            default -> permit.release();
        }
        permit.release();
    }
}

package io.restorekit.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> told = new ArrayList<>();

    @Test
    void whatIsPlannedHappensInItsOrder() {
        time.after(Duration.ofHours(2), () -> told.add("late"));
        time.after(Duration.ofSeconds(1), () -> told.add("early"));
        time.after(Duration.ofSeconds(1), () -> told.add("early too"));
        assertThat(time.until(() -> false)).isFalse();
        assertThat(told).containsExactly("early", "early too", "late");
        assertThat(time.now()).isEqualTo(Duration.ofHours(2).toNanos());
    }

    @Test
    void whatIsNeverToHappenDoesNotHappenNow() {
        time.pass(Duration.ofSeconds(1));
        time.after(Long.MAX_VALUE, () -> told.add("never"));
        time.pass(Duration.ofDays(365));
        assertThat(told).isEmpty();
    }

    @Test
    void clockTellsIt() {
        Instant before = time.clock().instant();
        time.sleep(Duration.ofDays(3));
        assertThat(time.clock().instant()).isEqualTo(before.plus(Duration.ofDays(3)));
    }

    @Test
    void threadsTakeTurnsInVirtualTime() {
        speaker("a", 2);
        speaker("b", 3);
        time.until(() -> false);
        assertThat(told).containsExactly("a 2", "b 3", "a 4", "b 6", "a 6", "b 9");
    }

    private SimulatedThread speaker(String name, int pause) {
        return SimulatedThread.start(time, name, () -> {
            for (int i = 0; i < 3; i++) {
                time.sleep(Duration.ofSeconds(pause));
                told.add(name + " " + time.now() / 1_000_000_000);
            }
        });
    }

    @Test
    void threadThatIsNotSimulatedIsRefusedWhileOthersAreAtWork() {
        SimulatedThread thread = SimulatedThread.start(
                time,
                "executor",
                () -> CompletableFuture.runAsync(() -> time.sleep(Duration.ofSeconds(1)))
                        .get());
        time.until(thread::isOver);
        assertThat(thread.failure().orElseThrow()).hasMessageContaining("is no simulated one");
        assertThat(time.now()).isZero();
    }

    @Test
    void closingEndsWhoStillWaits() {
        SimulatedThread waiter = speaker("waiter", 3);
        time.runNext();
        assertThat(waiter.isOver()).isFalse();
        time.close();
        assertThat(waiter.isOver()).isTrue();
        assertThat(waiter.failure()).isEmpty();
    }

    @Test
    void killedThreadGoesNoFurther() {
        SimulatedThread thread = SimulatedThread.start(time, "victim", () -> {
            try {
                time.sleep(Duration.ofHours(1));
                told.add("survived");
            } finally {
                told.add("finally");
            }
        });
        time.pass(Duration.ofMinutes(1));
        thread.kill();
        assertThat(thread.isOver()).isTrue();
        assertThat(thread.failure()).isEmpty();
        time.until(() -> false);
        assertThat(told).containsExactly("finally");
    }

    @Test
    void threadThatCatchesItsDeathIsLeftBehind() {
        SimulatedThread thread = SimulatedThread.start(time, "stubborn", () -> {
            while (true) {
                try {
                    time.sleep(Duration.ofSeconds(1));
                } catch (ProcessDied e) {
                    told.add("no");
                }
            }
        });
        time.pass(Duration.ofSeconds(10));
        thread.kill();
        assertThat(thread.isOver()).isTrue();
        assertThat(told).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void threadKilledBeforeItBeganNeverRuns() {
        SimulatedThread thread = SimulatedThread.start(time, "unborn", () -> told.add("ran"));
        thread.kill();
        time.until(() -> false);
        assertThat(told).isEmpty();
        assertThat(thread.isOver()).isTrue();
    }

    @Test
    void frozenThreadGoesOnWhenItIsThawed() {
        SimulatedThread thread = speaker("a", 2);
        time.pass(Duration.ofSeconds(3));
        thread.freeze();
        time.pass(Duration.ofMinutes(10));
        assertThat(told).containsExactly("a 2");
        thread.thaw();
        time.until(() -> false);
        assertThat(told).containsExactly("a 2", "a 603", "a 605");
    }

    @Test
    void whatThreadsThrowIsTold() {
        SimulatedThread thread = SimulatedThread.start(time, "unlucky", () -> {
            throw new IOException("no luck");
        });
        time.until(thread::isOver);
        assertThat(thread.failure()).containsInstanceOf(IOException.class);
    }

    @Test
    void defectOfATaskIsNotSwallowed() {
        time.after(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> time.pass(Duration.ofSeconds(2))).hasMessage("broken");
    }
}

package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.engine.TargetGate.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGateTest {
    private static final Failure DOWN = new Failure(Failure.Kind.UNAVAILABLE, "down", "wait");

    /** Longer than any interval between probes. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final FakeTime time = new FakeTime();
    private final TargetGate gate = new TargetGate("place", time, new Random(1));

    static Stream<Consumer<Permit>> waysBack() {
        return Stream.of(
                Permit::succeeded, Permit::release, permit -> fail(permit, false), permit -> fail(permit, true));
    }

    @ParameterizedTest
    @MethodSource("waysBack")
    void permitThatComesBackTwiceCountsOnce(Consumer<Permit> second) {
        for (Consumer<Permit> first : waysBack().toList()) {
            TargetGate shut = new TargetGate("place", time, new Random(1));
            fail(shut.tryPass().orElseThrow(), true);
            time.pass(LONG);
            Permit probe = shut.tryPass().orElseThrow();
            first.accept(probe);
            time.pass(LONG);
            Optional<Permit> next = shut.tryPass();
            second.accept(probe);
            boolean open = shut.tryPass().isPresent();
            assertThat(next).isPresent();
            assertThat(open)
                    .as("more than one call at a time only where the first answer was a success")
                    .isEqualTo(isSuccess(first));
        }
    }

    @Test
    void permitIsHadAgainAfterEveryWayBackOfAProbe() {
        fail(gate.tryPass().orElseThrow(), true);
        for (Consumer<Permit> way : waysBack().toList()) {
            time.pass(LONG);
            way.accept(gate.tryPass().orElseThrow());
        }
        time.pass(LONG);
        assertThat(gate.tryPass()).isPresent();
    }

    @Test
    void probeThatNeverComesBackWouldShutTheGateForEver() {
        fail(gate.tryPass().orElseThrow(), true);
        time.pass(LONG);
        assertThat(gate.tryPass()).isPresent();
        time.pass(Duration.ofDays(1));
        assertThat(gate.tryPass()).as("so every permit must come back").isEmpty();
    }

    @Test
    void oneRestoreLearnsOfTheOutageFromTheOther() {
        List<Permit> first = passes(5);
        first.forEach(permit -> fail(permit, false));
        assertThat(gate.tryPass()).as("for the second restore").isEmpty();
        assertThat(gate.lastFailure()).contains(DOWN);
    }

    @Test
    void fewerFailuresInARowDoNotShutIt() {
        passes(4).forEach(permit -> fail(permit, false));
        gate.tryPass().orElseThrow().succeeded();
        passes(4).forEach(permit -> fail(permit, false));
        assertThat(gate.tryPass()).isPresent();
    }

    @Test
    void fiftyWaitingRestoresMakeOneStreamOfProbes() {
        fail(gate.tryPass().orElseThrow(), true);
        int probes = 0;
        for (int second = 0; second < 600; second++) {
            time.pass(Duration.ofSeconds(1));
            List<Permit> running = new ArrayList<>();
            for (int restore = 0; restore < 50; restore++) {
                gate.tryPass().ifPresent(running::add);
            }
            assertThat(running).as("at second %d", second).hasSizeLessThanOrEqualTo(1);
            running.forEach(permit -> fail(permit, true));
            probes += running.size();
        }
        assertThat(probes).as("every two to four seconds").isBetween(150, 320);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void permitCanAlwaysBeHadWithinFourSecondsWhenNoCallRuns(long seed) {
        Random random = new Random(seed);
        List<Permit> running = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            gate.tryPass().ifPresent(running::add);
            if (!running.isEmpty() && random.nextBoolean()) {
                giveBack(running.remove(random.nextInt(running.size())), random);
            }
            time.pass(Duration.ofMillis(random.nextInt(500)));
            if (random.nextInt(50) == 0) {
                running.forEach(permit -> giveBack(permit, random));
                running.clear();
                time.pass(Duration.ofSeconds(4));
                Optional<Permit> permit = gate.tryPass();
                assertThat(permit).as("seed " + seed + ", step " + step).isPresent();
                permit.ifPresent(running::add);
            }
        }
    }

    @Test
    void restThatThePlaceAskedForIsHonouredUpToAMinute() {
        gate.tryPass().orElseThrow().failed(DOWN, true, Optional.of(Duration.ofHours(1)));
        time.pass(Duration.ofSeconds(59));
        assertThat(gate.tryPass()).isEmpty();
        time.pass(Duration.ofSeconds(2));
        assertThat(gate.tryPass()).isPresent();
    }

    @Test
    void hurryLetsOneProbePassAtOnce() {
        fail(gate.tryPass().orElseThrow(), true);
        assertThat(gate.tryPass()).isEmpty();
        gate.hurry();
        Optional<Permit> probe = gate.tryPass();
        assertThat(probe).isPresent();
        gate.hurry();
        assertThat(gate.tryPass()).as("beside the one under way").isEmpty();
        fail(probe.get(), true);
        assertThat(gate.tryPass()).isEmpty();
    }

    @Test
    void placeThatAskedToBeLeftAloneIsNotHurried() {
        gate.tryPass().orElseThrow().failed(DOWN, true, Optional.of(Duration.ofSeconds(30)));
        gate.hurry();
        assertThat(gate.tryPass()).isEmpty();
        time.pass(Duration.ofSeconds(30));
        gate.hurry();
        assertThat(gate.tryPass()).isPresent();
    }

    @Test
    void hurryDoesNothingToAnOpenGate() {
        gate.hurry();
        assertThat(passes(3)).hasSize(3);
    }

    /** Otherwise fifty that wait would look ten times a second each. */
    @Test
    void probeOfAnotherIsWaitedForWithPatience() {
        fail(gate.tryPass().orElseThrow(), true);
        time.pass(LONG);
        assertThat(gate.tryPass()).isPresent();
        assertThat(gate.rest(0)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void blocksThatAreNotGivenAreAskedForLessAndLessAlsoWhileTheGateIsOpen() {
        assertThat(gate.rest(1)).isLessThan(Duration.ofMillis(250));
        assertThat(gate.rest(3)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(gate.rest(1_000)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    private List<Permit> passes(int count) {
        return Stream.generate(() -> gate.tryPass().orElseThrow()).limit(count).toList();
    }

    private static void fail(Permit permit, boolean shut) {
        permit.failed(DOWN, shut, Optional.empty());
    }

    private static boolean isSuccess(Consumer<Permit> way) {
        FakeTime time = new FakeTime();
        TargetGate gate = new TargetGate("other", time, new Random(1));
        fail(gate.tryPass().orElseThrow(), true);
        time.pass(LONG);
        way.accept(gate.tryPass().orElseThrow());
        return gate.tryPass().isPresent() && gate.tryPass().isPresent();
    }

    private static void giveBack(Permit permit, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> permit.succeeded();
            case 1 -> fail(permit, random.nextBoolean());
            default -> permit.release();
        }
    }
}

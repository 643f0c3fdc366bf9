package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.disk.Survival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** A story told step by step, in virtual time; the invariants hold after every event of it. */
final class Script {
    private static final long SEED = 3;

    private final List<Outcome> outcomes = new ArrayList<>();
    private final Stage stage = new Stage(
            new SplittableRandom(SEED),
            SEED,
            Beginning.INCREMENTAL,
            () -> Survival.RANDOM,
            (attempt, outcome) -> outcomes.add(outcome));

    /** The volume holds the first backup. */
    Script restoredFirst() {
        return restores(0).isRestoredWithin(Duration.ofMinutes(1));
    }

    /** A process begins to restore this backup. */
    Script restores(int backup) {
        outcomes.clear();
        stage.begin(Goal.exactly(stage.backup(backup)));
        return this;
    }

    Script until(Predicate<RestoreStatus> wanted) {
        stage.until(() -> !outcomes.isEmpty() || wanted.test(status()));
        assertThat(outcomes).as("it is still under way").isEmpty();
        return this;
    }

    /** Some blocks are written, some are not. */
    Script untilInTheMiddle() {
        return until(status -> status.doneBytes() > 0 && status.doneBytes() < status.totalBytes());
    }

    Script turns(Weather weather) {
        stage.world().sky().turns(weather);
        return this;
    }

    Script powerIsCut(Survival survival) {
        stage.cutPower(survival);
        return this;
    }

    Script nextForceFails() {
        stage.world().faults().failNextForce();
        return this;
    }

    Script cancelled() {
        stage.current().orElseThrow().restore().cancel();
        return this;
    }

    Script passes(Duration time) {
        long end = stage.world().agenda().now() + time.toNanos();
        stage.world().agenda().at(end, () -> {});
        stage.until(() -> stage.world().agenda().now() >= end);
        return this;
    }

    Script isUnderWay() {
        assertThat(outcomes).isEmpty();
        return this;
    }

    Script says(Predicate<RestoreStatus> expected) {
        assertThat(status()).matches(expected);
        return this;
    }

    Script isRestoredWithin(Duration time) {
        return endsWithin(time, Outcome.Restored.class);
    }

    Script endsWithin(Duration time, Class<? extends Outcome> how) {
        long end = stage.world().agenda().now() + time.toNanos();
        stage.world().agenda().at(end, () -> {});
        stage.until(() -> !outcomes.isEmpty() || stage.world().agenda().now() >= end);
        assertThat(outcomes).as("within %s; %s", time, stage.world().journal()).hasSize(1);
        assertThat(outcomes.get(0)).isInstanceOf(how);
        return this;
    }

    private RestoreStatus status() {
        return stage.current().orElseThrow().restore().status();
    }
}

package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.testkit.sim.disk.Operation;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A restore moves to another host, with and without a fence that keeps the old host off. */
class FenceScenarioTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration TWELVE_SECONDS_AND_MORE = Duration.ofSeconds(30);

    private final List<Operation> late = new ArrayList<>();
    private final Script script = new Script().restoredFirst();
    private boolean lost;

    @Test
    void nothingIsWrittenAfterTheFenceIsLostInTheMiddle() {
        fenced().restores(1).untilInTheMiddle();
        loses();
        script.endsWithin(SOON, Outcome.Failed.class);
        assertThat(late).isEmpty();
        script.restores(1).isRestoredWithin(SOON);
    }

    @Test
    void nothingIsWrittenAfterTheFenceIsLostInAnOutage() {
        fenced().restores(1).untilInTheMiddle().turns(Weather.DOWN).until(status -> status.phase() == Phase.WAITING);
        loses();
        script.turns(Weather.CLEAR).endsWithin(SOON, Outcome.Failed.class);
        assertThat(late).isEmpty();
    }

    /** The first opens the transfer, others claim what was written, the last says that all of it is. */
    @ParameterizedTest
    @EnumSource(Moment.class)
    void nothingIsSavedIfTheFenceIsLostInACommit(Moment moment) {
        fenced();
        if (moment == Moment.LATER) {
            script.restores(1).untilInTheMiddle();
        }
        script.watches(operation -> {
            if (!lost && operation.kind() == Kind.FORCE && operation.path().equals(World.VOLUME_PATH)) {
                loses();
            }
        });
        if (moment == Moment.FIRST) {
            script.restores(1);
        }
        script.endsWithin(SOON, Outcome.Failed.class);
        assertThat(late).filteredOn(operation -> operation.kind() != Kind.FORCE).isEmpty();
        script.restores(1).isRestoredWithin(SOON);
    }

    private enum Moment {
        FIRST,
        LATER
    }

    @Test
    void backupThatWasBegunElsewhereIsFinishedFirstAndAfterAWhile() {
        leftElsewhere()
                .restores(2)
                .passes(SOON)
                .isUnderWay()
                .says(status -> status.phase() == Phase.WAITING)
                .until(status -> status.phase() == Phase.TRANSFERRING)
                .says(status -> status.goal().equals(script.backup(1)))
                .isRestoredWithin(TWELVE_SECONDS_AND_MORE);
    }

    @Test
    void whoeverWasElsewhereIsNotWaitedForBehindAFence() {
        fenced();
        leftElsewhere().restores(2).isRestoredWithin(SOON);
    }

    @Test
    void backupThatWasBegunElsewhereIsLeftBehindAFence() {
        fenced();
        leftElsewhere()
                .restores(2)
                .until(status -> status.phase() == Phase.TRANSFERRING)
                .says(status -> status.goal().equals(script.backup(2)))
                .isRestoredWithin(SOON);
    }

    private Script leftElsewhere() {
        return script.restores(1)
                .untilInTheMiddle()
                .sleepsFor(Duration.ofHours(1))
                .movesToAnotherHost();
    }

    private Script fenced() {
        return script.hasAFence().watches(operation -> {
            boolean ours = operation.path().equals(World.VOLUME_PATH)
                    || operation.path().startsWith(World.STATE_PATH + "/checkpoint-")
                    || operation.path().equals(World.STATE_PATH + "/restore-point");
            if (lost && ours && operation.kind().changes()) {
                late.add(operation);
            }
        });
    }

    private void loses() {
        lost = true;
        script.movesToAnotherHost();
    }
}

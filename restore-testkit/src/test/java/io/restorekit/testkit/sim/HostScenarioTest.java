package io.restorekit.testkit.sim;

import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreOptions;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the caller, his host and his limits do to a restore. */
class HostScenarioTest extends Scenario {

    /** Longhorn 13965: what was not forced is not claimed, and the same request goes on. */
    @Test
    void forceFailsAndTheNextAttemptGoesOn() {
        script.restores(1)
                .untilInTheMiddle()
                .nextForceFails()
                .endsWithin(SECONDS, Outcome.Failed.class)
                .restores(1)
                .isRestoredWithin(SECONDS);
    }

    @Test
    void cancelInALongWaitIsObeyedAtOnce() {
        script.turns(Weather.REFUSING)
                .restores(1)
                .until(status -> status.phase() == Phase.WAITING)
                .passes(Duration.ofSeconds(5))
                .cancelled()
                .endsWithin(Duration.ofSeconds(1), Outcome.Cancelled.class);
    }

    @Test
    void secondRestorerOfAVolumeIsTurnedAway() {
        script.restores(1).untilInTheMiddle().restores(2).endsWithin(SECONDS, Outcome.Failed.class);
    }

    /** The limit passed while nobody could look: it looks once more before it gives up. */
    @Test
    void waitLimitPassesWhileTheProcessIsStopped() {
        script.options(RestoreOptions.DEFAULT.withWaitLimit(Duration.ofMinutes(10)))
                .turns(Weather.DOWN)
                .restores(1)
                .until(status -> status.phase() == Phase.WAITING)
                .sleepsFor(Duration.ofHours(1))
                .passes(Duration.ofHours(1))
                .turns(Weather.CLEAR)
                .isRestoredWithin(SECONDS);
    }

    @Test
    void waitLimitPasses() {
        script.options(RestoreOptions.DEFAULT.withWaitLimit(Duration.ofMinutes(10)))
                .turns(Weather.DOWN)
                .restores(1)
                .passes(Duration.ofMinutes(9))
                .isUnderWay()
                .endsWithin(Duration.ofMinutes(2), Outcome.Suspended.class)
                .turns(Weather.CLEAR)
                .restores(1)
                .isRestoredWithin(SECONDS);
    }
}

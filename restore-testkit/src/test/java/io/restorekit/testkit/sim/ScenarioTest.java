package io.restorekit.testkit.sim;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.testkit.sim.disk.Survival;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happened to others, told to RestoreKit. */
class ScenarioTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A restart on another boot gives an owner elsewhere twelve seconds, here long over when the store is back. */
    private static final Duration SECONDS = Duration.ofSeconds(30);

    private static final Duration MINUTES = Duration.ofMinutes(20);

    private final Script script = new Script().restoredFirst();

    /** Longhorn 9752: the DNS server was on the node. */
    @Test
    void nodeDiesInAnIncrementalRestoreAndDnsIsAwayForTwentyMinutes() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.DNS_AWAY)
                .powerIsCut(Survival.RANDOM)
                .passes(Duration.ofMinutes(1))
                .restores(1)
                .passes(MINUTES)
                .says(status -> status.phase() == Phase.WAITING || status.phase() == Phase.LOCATING)
                .says(status -> !status.needsAttention())
                .turns(Weather.CLEAR)
                .isRestoredWithin(SECONDS);
    }

    /** Longhorn 12543. */
    @Test
    void storeComesBackFifteenMinutesAfterTheNode() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.DOWN)
                .passes(Duration.ofMinutes(15))
                .isUnderWay()
                .turns(Weather.CLEAR)
                .isRestoredWithin(SOON);
    }

    /** Benji 127: a gateway said "not found" during an outage. A person is told, and it goes on by itself. */
    @Test
    void missingIsALieForFiveMinutes() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.LYING)
                .passes(Duration.ofMinutes(5))
                .isUnderWay()
                .turns(Weather.CLEAR)
                .isRestoredWithin(Duration.ofMinutes(3));
    }

    @Test
    void exportIsUnmountedForAWhile() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.UNMOUNTED)
                .passes(MINUTES)
                .says(status -> !status.needsAttention())
                .turns(Weather.CLEAR)
                .isRestoredWithin(SOON);
    }

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

    /** VolSync 1211: an empty volume was called restored. */
    @Test
    void storeThatWasNeverReachedRestoresNothing() {
        script.turns(Weather.DOWN)
                .restores(2)
                .passes(Duration.ofHours(1))
                .isUnderWay()
                .says(status -> status.reason()
                        .filter(reason -> reason.kind() == Failure.Kind.UNAVAILABLE)
                        .isPresent())
                .turns(Weather.CLEAR)
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

    @Test
    void credentialsExpireInTheMiddleAndArePutRight() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.REFUSING)
                .passes(MINUTES)
                .isUnderWay()
                .turns(Weather.CLEAR)
                .isRestoredWithin(Duration.ofSeconds(90));
    }
}

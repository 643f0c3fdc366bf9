package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Trouble;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The backup target is away, or refuses, or lies for a while. */
class OutageScenarioTest extends Scenario {

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
    void credentialsExpireInTheMiddleAndArePutRight() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.REFUSING)
                .passes(MINUTES)
                .isUnderWay()
                .turns(Weather.CLEAR)
                .isRestoredWithin(Duration.ofSeconds(90));
    }

    /** Only the read of the metadata met the outage; the wait goes on, nothing is begun anew. */
    @Test
    void nameOfTheStoreDoesNotResolveForTheMetadataAlone() {
        script.befalls(Chain.layout().volumeConfig(), Trouble.NAME_NOT_RESOLVED)
                .restores(1)
                .passes(MINUTES)
                .says(status -> !status.needsAttention() && status.doneBytes() == 0)
                .nothingBefalls()
                .isRestoredWithin(SOON);
    }

    /** The backup that the volume holds cannot be read for a while: nobody falls back to a full restore. */
    @Test
    void backupBeforeCannotBeInspectedForAWhile() {
        Script holding = new Script(3, Beginning.HOLDING).fileHoldsTheFirst();
        holding.befalls(holding.config(0), Trouble.SERVER_ERROR)
                .restores(1)
                .passes(MINUTES)
                .says(status -> status.totalBytes() == 0);
        assertThat(holding.blocksAsked()).isZero();
        holding.nothingBefalls().isRestoredWithin(SOON);
        assertThat(holding.blocksAsked()).isLessThanOrEqualTo(holding.contentsNewIn(1, 0));
    }

    /** Bodies that are cut, then calls that hang without a byte: nobody is called. */
    @Test
    void connectionIsBadForAWhile() {
        script.restores(1)
                .untilInTheMiddle()
                .befalls(script.block(1), Trouble.CUT)
                .passes(Duration.ofMinutes(1))
                .says(status -> !status.needsAttention())
                .nothingBefalls()
                .turns(Weather.HUNG)
                .passes(Duration.ofMinutes(1))
                .turns(Weather.CLEAR)
                .isRestoredWithin(Duration.ofMinutes(3));
    }
}

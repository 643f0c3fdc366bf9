package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Backups are deleted while one is restored, or before. */
class DeletionScenarioTest extends Scenario {

    /** The lock has expired when the store is back; the deletion that was let in is given way to. */
    @Test
    void outageOutlastsTheLockAndABackupIsDeletedMeanwhile() {
        new Script(3, Beginning.FULL)
                .options(RestoreOptions.DEFAULT.withConcurrency(1))
                .turns(Weather.SLUGGISH)
                .restores(1)
                .untilInTheMiddle()
                .deletes(3, Duration.ofSeconds(40))
                .passes(Duration.ofSeconds(20))
                .doesNotDelete()
                .turns(Weather.DOWN)
                .untilItDeletes()
                .turns(Weather.CLEAR)
                .until(status -> status.phase() == Phase.WAITING
                        && status.reason()
                                .filter(reason -> reason.kind() == Failure.Kind.LOCK_BUSY)
                                .isPresent())
                .says(status -> !status.needsAttention())
                .untilItHasDeleted()
                .isRestoredWithin(Duration.ofMinutes(2))
                .leavesNoLock();
    }

    /** Longhorn 13685. */
    @Test
    void deletionHoldsTheLockForHalfAnHour() {
        script.deletes(2, Duration.ofMinutes(30))
                .untilItDeletes()
                .restores(1)
                .passes(MINUTES)
                .says(status -> !status.needsAttention() && status.doneBytes() == 0)
                .says(status -> status.reason().orElseThrow().kind() == Failure.Kind.LOCK_BUSY)
                .untilItHasDeleted()
                .isRestoredWithin(Duration.ofMinutes(2))
                .leavesNoLock();
    }

    /** Longhorn 5458, 7997: what is gone is told to a person, and the volume is not lost with it. */
    @Test
    void goalIsReallyDeleted() {
        script.deletes(1, Duration.ofSeconds(1))
                .untilItHasDeleted()
                .restores(1)
                .until(RestoreStatus::needsAttention)
                .says(status -> status.reason().orElseThrow().kind() == Failure.Kind.GOAL_GONE)
                .says(status -> status.restorePoint().isPresent())
                .cancelled()
                .endsWithin(SOON, Outcome.Cancelled.class)
                .restores(2)
                .isRestoredWithin(SECONDS);
    }

    /** Its manifest is held, and its blocks are still needed by others. */
    @Test
    void goalIsDeletedInTheMiddleOfAnOutage() {
        script.restores(1)
                .untilInTheMiddle()
                .turns(Weather.DOWN)
                .deletes(1, Duration.ofSeconds(1))
                .untilItHasDeleted()
                .turns(Weather.CLEAR)
                .isRestoredWithin(SECONDS);
    }

    /** Longhorn 12938: what the volume holds was deleted from the store; nothing of it is needed. */
    @Test
    void backupBeforeIsDeleted() {
        script.deletes(0, Duration.ofSeconds(1))
                .untilItHasDeleted()
                .counts()
                .restores(1)
                .isRestoredWithin(SECONDS);
        assertThat(script.blocksAsked()).isLessThanOrEqualTo(script.contentsNewIn(1, 0));
    }
}

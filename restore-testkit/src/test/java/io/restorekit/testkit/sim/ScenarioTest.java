package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.disk.Survival;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** A bit of one block is wrong at first: it is fetched again, nobody is called, and nothing wrong is written. */
    @Test
    void bytesAreWrongForAMoment() {
        script.befalls(script.block(1), Trouble.CORRUPT)
                .restores(1)
                .until(status -> status.phase() == Phase.TRANSFERRING)
                .passes(Duration.ofMillis(100))
                .says(status -> !status.needsAttention())
                .nothingBefalls()
                .isRestoredWithin(SECONDS);
    }

    /** Zeros of a backup lie over older content: they are really written. */
    @ParameterizedTest
    @ValueSource(longs = {2, 5, 6, 7})
    void zerosReplaceWhatWasThere(long seed) {
        Script zeros = new Script(seed, Beginning.INCREMENTAL);
        int goal = zeros.backupWithZerosOver(0);
        zeros.restores(0).isRestoredWithin(SECONDS).restores(goal).isRestoredWithin(SECONDS);
    }

    /** Longhorn 12465, 11437: never an error; a changed block size makes the volume unknown, and it is measured. */
    @Test
    void volumeIsExpandedAndItsBlockSizeChanges() {
        new Script(4, Beginning.INCREMENTAL)
                .restores(0)
                .isRestoredWithin(SECONDS)
                .restores(3)
                .isRestoredWithin(SECONDS)
                .restores(1)
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

    /** Longhorn 13790: a person is told what is damaged, and it goes on once that is mended. */
    @Test
    void metadataIsDamaged() {
        script.befalls(script.config(1), Trouble.PORTAL)
                .restores(1)
                .until(RestoreStatus::needsAttention)
                .says(status -> status.reason().orElseThrow().kind() == Failure.Kind.CONFIG_DAMAGED)
                .passes(MINUTES)
                .isUnderWay()
                .nothingBefalls()
                .isRestoredWithin(Duration.ofMinutes(2));
    }

    /** One object fails for ever, in any way: all others are restored meanwhile, and then it alone is waited for. */
    @ParameterizedTest
    @MethodSource("troubles")
    void oneBlockCannotBeHad(Trouble trouble) {
        script.befalls(script.block(1), trouble)
                .restores(1)
                .passes(Duration.ofMinutes(10))
                .isUnderWay()
                .says(status -> script.bytesLeft() <= script.bytesOf(script.block(1), 1))
                .says(status -> status.claimedBytes() == status.doneBytes())
                .nothingBefalls()
                .isRestoredWithin(Duration.ofMinutes(2));
    }

    static List<Trouble> troubles() {
        return Trouble.OF_ONE_OBJECT;
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

package io.restorekit.testkit.sim;

import io.restorekit.api.Failure;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.store.Trouble;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the store is damaged, cannot be had, or is not like what was there. */
class ContentScenarioTest extends Scenario {

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
}

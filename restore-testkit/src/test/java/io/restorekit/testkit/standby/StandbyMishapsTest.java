package io.restorekit.testkit.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Activation;
import io.restorekit.api.Baseline;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.api.StoredState;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointStore.Loaded;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.FileCheckpointStore;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Progress;
import io.restorekit.standby.StandbyVolume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others do, and what a crash leaves, through the front door. */
@Timeout(300)
class StandbyMishapsTest {
    private static final int PATIENCE = 60;

    @TempDir
    Path directory;

    private StandbyScene scene;
    private Path state;

    @BeforeEach
    void open() {
        scene = new StandbyScene(directory);
        state = scene.request().state();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void volumeThatSomebodyWritesToWhileTheNextIsStagedIsLeftToThem() throws Exception {
        StandbyVolume standby = staging();
        byte[] theirs = writeAsSomebody();
        scene.givesBlocksAgain();
        scene.await(standby, RestoreStatus::needsAttention);
        assertThat(scene.bytes()).isEqualTo(theirs);
    }

    @Test
    void volumeThatSomebodyWritesToWhileTheNextIsStagedIsNotActivated() throws Exception {
        StandbyVolume standby = staging();
        byte[] theirs = writeAsSomebody();
        assertThatThrownBy(() -> standby.activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("VOLUME_CHANGED");
        assertThat(scene.bytes()).isEqualTo(theirs);
    }

    @Test
    void stagedBackupLeavesTheVolumeAtTheOtherUntilAllOfItIsThere() throws Exception {
        StandbyVolume standby = staging();
        byte[] before = scene.bytes();
        assertThat(standby.status().restorePoint()).isPresent();
        assertThat(standby.status().goal()).isNotEqualTo(standby.status().restorePoint());

        Activation activation = standby.activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);

        assertThat(activation.newestKnown()).isNotEqualTo(activation.backup());
        assertThat(activation.behind().orElseThrow()).isPositive();
        assertThat(scene.bytes()).isEqualTo(before);
    }

    @Test
    void refusalOfLongAgoRefusesNothing() throws Exception {
        scene.backsUp(30);
        scene.holdsBlocksBack();
        StandbyVolume standby = scene.follows();
        scene.await(standby, status -> status.phase() == Phase.TRANSFERRING);
        try (RestoreEngine other = scene.engine()) {
            assertThatThrownBy(() -> other.activate(scene.volume(), state))
                    .isInstanceOf(RestoreException.class)
                    .hasMessageContaining("NO_RESTORE_POINT");
            scene.givesBlocksAgain();
            scene.await(standby, status -> status.phase() == Phase.WATCHING);
            assertThat(other.activate(scene.volume(), state).backup())
                    .isEqualTo(standby.status().restorePoint().orElseThrow());
        }
    }

    /** The checkpoint is saved, and the record after it is not. */
    @Test
    void activationThatIsSavedByHalfIsNotFollowedOver() throws Exception {
        scene.backsUp(30);
        StandbyVolume standby = watching();
        byte[] before = scene.bytes();
        Path point = state.resolve("restore-point");
        Files.delete(point);
        Files.createDirectories(point.resolve("in-its-place"));
        scene.backsUp(5);

        assertThatThrownBy(() -> standby.activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        Files.delete(point.resolve("in-its-place"));
        Files.delete(point);

        assertThat(standby.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(scene.bytes()).isEqualTo(before);
    }

    /** Around the last commit, at the latest while it watches. */
    @RepeatedTest(10)
    void engineThatClosesEndsTheStandby() throws Exception {
        scene.backsUp(3);
        StandbyVolume standby = scene.follows();
        scene.await(standby, status -> status.phase() == Phase.DRAINING || status.phase() == Phase.WATCHING);
        CompletableFuture.runAsync(scene::close).get(PATIENCE, TimeUnit.SECONDS);
        assertThat(standby.outcome().toCompletableFuture().join()).isInstanceOf(Outcome.Suspended.class);
    }

    /** Nobody can tell for some seconds whether the owner of another boot is still there. */
    @Test
    void volumeThatABootLeftInTheMiddleOfAnApplyIsActivated() throws Exception {
        String first = scene.backsUp(30);
        StandbyVolume standby = watching();
        standby.cancel();
        standby.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        Owner before = new Owner("host", "boot-before", 1, Instant.now());
        try (FileCheckpointStore store = FileCheckpointStore.open(state, before, System::nanoTime, Clock.systemUTC())) {
            Checkpoint found = ((Loaded.Found) store.load()).checkpoint();
            Claim applying = new Claim(
                    Claim.Standing.APPLYING,
                    found.claim().goal().blocks(),
                    found.claim().goal(),
                    Progress.NOTHING);
            store.save(new Checkpoint(found.source(), found.volume(), applying, 0));
        }
        try (RestoreEngine other = scene.engine()) {
            assertThat(other.activate(scene.volume(), state).backup()).isEqualTo(first);
        }
    }

    @Test
    void whatACrashLeavesOfAnActivatedVolumeTouchesNoLaterOne() throws Exception {
        scene.backsUp(30);
        watching().activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        Files.write(state.resolve("stage"), new byte[1 << 20]);
        Files.copy(state.resolve("restore-point"), state.resolve("activate"));

        outcome(scene.follows());
        assertThat(state.resolve("stage")).doesNotExist();
        outcome(scene.itsEngine().start(overwriting()));
        assertThat(state.resolve("activate")).doesNotExist();
    }

    @Test
    void discardedStateAndTheSameBackupLeaveAWholeState() throws Exception {
        scene.backsUp(30);
        outcome(scene.itsEngine().start(scene.request()));
        outcome(scene.itsEngine().start(overwriting()));
        assertThat(RestoreEngine.state(state)).isInstanceOf(StoredState.Known.class);
    }

    private RestoreRequest overwriting() {
        return scene.request().withDiscardState(true).withBaseline(Baseline.unknown());
    }

    private static Outcome outcome(Restore restore) throws Exception {
        return restore.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
    }

    private StandbyVolume watching() throws Exception {
        StandbyVolume standby = scene.follows();
        scene.await(standby, status -> status.phase() == Phase.WATCHING);
        return standby;
    }

    /** A standby that waits for the blocks of the next backup. */
    private StandbyVolume staging() throws Exception {
        scene.backsUp(30);
        StandbyVolume standby = watching();
        scene.backsUp(5);
        scene.holdsBlocksBack();
        standby.retryNow();
        scene.await(standby, status -> status.phase() == Phase.STAGING);
        return standby;
    }

    /** A byte in each block, at a time that the file system tells from the one before. */
    private byte[] writeAsSomebody() throws IOException {
        byte[] before = scene.bytes();
        FileTime modified = Files.getLastModifiedTime(scene.volume());
        while (Files.getLastModifiedTime(scene.volume()).equals(modified)) {
            try (RandomAccessFile file = new RandomAccessFile(scene.volume().toFile(), "rw")) {
                for (int at = 5; at < before.length; at += StandbyScene.BLOCK) {
                    file.seek(at);
                    file.write(before[at] + 1);
                }
            }
        }
        return scene.bytes();
    }
}

package io.restorekit.testkit.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Activation;
import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreStatus;
import io.restorekit.standby.StandbyVolume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Through the front door, with real files and threads. */
@Timeout(300)
class StandbyVolumeTest {
    private static final int PATIENCE = 60;

    @TempDir
    Path directory;

    private StandbyScene scene;

    @BeforeEach
    void open() {
        scene = new StandbyScene(directory);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void followsAndIsActivatedThoughEveryCallHangs() throws Exception {
        scene.backsUp(30);
        StandbyVolume standby = watching();
        String second = scene.backsUp(10);
        standby.retryNow();
        scene.await(standby, holds(second));
        scene.holdsTheNewest();
        scene.hangs();

        Activation activation = standby.activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);

        assertThat(activation.backup()).isEqualTo(second);
        assertThat(activation.behind()).contains(Duration.ZERO);
        assertThat(scene.calls()).isZero();
        assertThat(standby.outcome().toCompletableFuture().join()).isEqualTo(new Outcome.Activated(activation));
        assertThat(Files.exists(state().resolve("stage"))).isFalse();
    }

    @Test
    void volumeStaysAtItsBackupWhileTheNextIsStagedAndIsActivatedThere() throws Exception {
        String first = scene.backsUp(30);
        StandbyVolume standby = watching();
        byte[] before = scene.bytes();
        String second = scene.backsUp(20);
        scene.hangs();
        standby.retryNow();
        scene.await(standby, status -> status.phase() == Phase.LOCATING);

        Activation activation = standby.activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);

        assertThat(activation.backup()).isEqualTo(first).isNotEqualTo(second);
        assertThat(scene.bytes()).isEqualTo(before);
    }

    @Test
    void activatedVolumeIsNeverFollowedOrRestoredAgainUnlessItIsToBeOverwritten() throws Exception {
        scene.backsUp(30);
        watching().activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        Files.write(scene.volume(), new byte[] {1, 2, 3});

        assertThat(refusal(scene.follows())).isEqualTo(Failure.Kind.VOLUME_ACTIVATED);
        assertThat(refusal(scene.itsEngine().start(scene.request()))).isEqualTo(Failure.Kind.VOLUME_ACTIVATED);
        assertThat(scene.bytes()).containsExactly(1, 2, 3);

        Outcome overwritten = scene.itsEngine()
                .start(scene.request().withDiscardState(true).withBaseline(Baseline.unknown()))
                .outcome()
                .toCompletableFuture()
                .get(PATIENCE, TimeUnit.SECONDS);
        assertThat(overwritten).isInstanceOf(Outcome.Restored.class);
        scene.holdsTheNewest();
    }

    @Test
    void ownerThatLivesElsewhereIsAskedToActivate() throws Exception {
        String first = scene.backsUp(30);
        StandbyVolume standby = watching();
        scene.hangs();
        try (RestoreEngine other = scene.engine()) {
            assertThat(other.activate(scene.volume(), state()).backup()).isEqualTo(first);
            assertThat(standby.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Activated.class);
            assertThat(other.activate(scene.volume(), state()).backup())
                    .as("once more")
                    .isEqualTo(first);
        }
        assertThat(scene.calls()).isZero();
        assertThat(Files.exists(state().resolve("activate"))).isFalse();
    }

    @Test
    void whoAsksTheOwnerLearnsWhatNewerBackupThatKnewOf() throws Exception {
        String first = scene.backsUp(30);
        StandbyVolume standby = watching();
        String second = scene.backsUp(20);
        scene.holdsBlocksBack();
        standby.retryNow();
        scene.await(standby, status -> status.phase() == Phase.STAGING);
        try (RestoreEngine other = scene.engine()) {
            Activation activation = other.activate(scene.volume(), state());
            assertThat(activation.backup()).isEqualTo(first);
            assertThat(activation.newestKnown()).isEqualTo(second);
            assertThat(activation.behind())
                    .hasValueSatisfying(behind -> assertThat(behind).isPositive());
        }
        scene.givesBlocksAgain();
    }

    @Test
    void volumeThatNobodyFollowsIsActivatedWithoutItsBackupTarget() throws Exception {
        String first = scene.backsUp(30);
        StandbyVolume standby = watching();
        standby.cancel();
        standby.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        scene.hangs();
        try (RestoreEngine other = scene.engine()) {
            assertThat(other.activate(scene.volume(), state()).backup()).isEqualTo(first);
        }
        assertThat(scene.calls()).isZero();
        assertThat(refusal(scene.follows())).isEqualTo(Failure.Kind.VOLUME_ACTIVATED);
    }

    @Test
    void volumeThatSomebodyWroteToIsLeftAlone() throws Exception {
        scene.backsUp(30);
        StandbyVolume standby = watching();
        byte[] theirs = scene.bytes();
        theirs[7]++;
        Files.write(scene.volume(), theirs);
        scene.backsUp(10);

        standby.retryNow();
        scene.await(standby, RestoreStatus::needsAttention);

        assertThat(standby.status().reason().orElseThrow().kind()).isEqualTo(Failure.Kind.VOLUME_CHANGED);
        assertThatThrownBy(() -> standby.activate().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RestoreException.class,
                        refused -> assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.VOLUME_CHANGED));
        assertThat(scene.bytes()).isEqualTo(theirs);
    }

    @Test
    void nothingRestoredCannotBeActivated() throws Exception {
        try (RestoreEngine engine = scene.engine()) {
            assertThatThrownBy(() -> engine.activate(scene.volume(), state()))
                    .isInstanceOfSatisfying(
                            RestoreException.class,
                            refused -> assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.NO_RESTORE_POINT));
        }
    }

    private StandbyVolume watching() throws Exception {
        StandbyVolume standby = scene.follows();
        scene.await(standby, status -> status.phase() == Phase.WATCHING);
        return standby;
    }

    private Path state() {
        return scene.request().state();
    }

    private static Predicate<RestoreStatus> holds(String backup) {
        return status ->
                status.phase() == Phase.WATCHING && status.restorePoint().equals(Optional.of(backup));
    }

    private static Failure.Kind refusal(Restore restore) throws Exception {
        Outcome outcome = restore.outcome().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        return ((Outcome.Failed) outcome).failure().kind();
    }
}

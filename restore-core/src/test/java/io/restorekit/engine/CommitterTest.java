package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Checkpoint;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import io.restorekit.volume.VolumeIdentity;
import io.restorekit.volume.VolumeLock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class CommitterTest {
    private static final VolumeIdentity IDENTITY = new VolumeIdentity("id", 8, 1_000);

    private final CheckpointStore store = mock(CheckpointStore.class);
    private final Volume volume = mock(Volume.class);
    private final VolumeSession session = new VolumeSession(
            mock(VolumeLock.class), store, volume, mock(Stage.class), new LastSeen(Optional.empty()), 7, true);
    private final Committer committer = new Committer(FakeSurroundings.SOURCE);

    @BeforeEach
    void volumeIsInPlace() throws Exception {
        when(volume.identity()).thenReturn(Optional.of(IDENTITY));
        when(volume.stillInPlace()).thenReturn(true);
    }

    @Test
    void ownerIsLookedForThenTheVolumeForcedThenTheClaimSaved() throws Exception {
        committer.commit(session, claim(Standing.RESTORED));
        InOrder order = inOrder(store, volume);
        order.verify(store).lookForOwner();
        order.verify(volume).force(8);
        order.verify(volume).identity();
        order.verify(store).save(new Checkpoint(FakeSurroundings.SOURCE, IDENTITY, claim(Standing.RESTORED)));
    }

    @Test
    void volumeWhosePathLeadsElsewhereIsNotSavedAsRestored() throws Exception {
        when(volume.stillInPlace()).thenReturn(false);
        assertThatThrownBy(() -> committer.commit(session, claim(Standing.RESTORED)))
                .isInstanceOfSatisfying(
                        CheckpointException.class, e -> assertThat(e.kind()).isEqualTo(CheckpointException.Kind.LOST));
        verify(store, never()).save(any());
    }

    @Test
    void nothingIsSavedAfterAForceThatFailed() throws Exception {
        doThrow(new VolumeException(VolumeException.Kind.FORCE_FAILED, "a broken disk", null))
                .when(volume)
                .force(8);
        assertThatThrownBy(() -> committer.commit(session, claim(Standing.OPEN)))
                .isInstanceOf(VolumeException.class);
        verify(store, never()).save(any());
    }

    private static Claim claim(Standing standing) {
        BlockMap map = BlockMap.allZero(1 << 16, 1 << 16);
        return new Claim(standing, map, new Manifest("goal", map, Optional.empty()), new Progress(1, Ranges.NONE));
    }
}

package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal of 2 TB of one block, which takes little. */
class StageEffectsTest {
    private static final int BLOCK = 2 << 20;
    private static final int BLOCKS = 1_000_000;
    private static final Digest DIGEST = Digest.ofContent(new byte[16], 16);

    @TempDir
    Path directory;

    private final FakeSurroundings around = new FakeSurroundings();
    private final BlockMap zeros = BlockMap.allZero(BLOCK, (long) BLOCKS * BLOCK);
    private final BlockMap goal = goal();
    private StageEffects effects;

    @BeforeEach
    void open() {
        when(around.catalog.mostPacked(BLOCK)).thenReturn(BLOCK + 9_000);
        RestoreRequest request = RestoreRequest.of("test:///store?volume=volume", directory.resolve("volume"))
                .withStateDirectory(directory);
        effects = new StageEffects(around.surroundings(request), new BufferPool());
    }

    @Test
    void roomIsWantedForEachContentOnce() throws Exception {
        Event opened = effects.open(Stage.none(directory), new Effect.OpenStage(1, zeros, goal));
        assertThat(opened).isEqualTo(new Event.StageOpened(1, zeros));
    }

    @Test
    void roomIsNotWantedForWhatHasToBeMeasuredFirst() throws Exception {
        BlockMap unknown = BlockMap.allUnknown(BLOCK, (long) BLOCKS * BLOCK);
        Event opened = effects.open(Stage.none(directory), new Effect.OpenStage(1, unknown, goal));
        assertThat(opened).isEqualTo(new Event.StageOpened(1, unknown));
    }

    @Test
    void stageThatMayTakeMoreThanThereIsIsNotBegun() throws Exception {
        BlockMap many = many();
        long most = StageRoom.most(around.catalog, zeros, many);
        assertThat(most).isEqualTo((long) BLOCKS * (BLOCK + 9_000 + 44));
        assertThatThrownBy(() -> effects.open(Stage.none(directory), new Effect.OpenStage(1, zeros, many)))
                .isInstanceOf(VolumeException.class)
                .hasMessageContaining("no room for the stage: it can take " + most + " bytes in " + directory);
    }

    @Test
    void roomIsSaidForWhatHasToBeMeasuredFirstButNotWaitedFor() throws Exception {
        BlockMap many = many();
        BlockMap unknown = BlockMap.allUnknown(BLOCK, (long) BLOCKS * BLOCK);
        assertThat(StageRoom.most(around.catalog, unknown, many))
                .isEqualTo(StageRoom.most(around.catalog, zeros, many));
        assertThat(effects.open(Stage.none(directory), new Effect.OpenStage(1, unknown, many)))
                .isEqualTo(new Event.StageOpened(1, unknown));
    }

    @Test
    void stageTakesNoMoreThanIsSaid() throws Exception {
        Stage stage = Stage.none(directory);
        stage.append(DIGEST, new byte[BLOCK + 9_000], BLOCK + 9_000);
        assertThat(stage.end()).isEqualTo(StageRoom.most(around.catalog, zeros, goal));
        stage.close();
    }

    @Test
    void deviceNeedsNoRoomToGrow() throws Exception {
        Stage stage = Stage.none(directory);
        stage.append(DIGEST, new byte[10], 10);
        Event read = effects.read(stage, mock(Volume.class), new Effect.ReadStage(1, 0, zeros, goal));
        assertThat(read).isEqualTo(new Event.StageRead(1, OptionalLong.empty(), true));
    }

    @Test
    void stageThatLacksABlockIsNotWhole() throws Exception {
        Event read = effects.read(Stage.none(directory), mock(Volume.class), new Effect.ReadStage(1, 0, zeros, goal));
        assertThat(read).isEqualTo(new Event.StageRead(1, OptionalLong.empty(), false));
    }

    /** 2 TB of as many contents as blocks. */
    private static BlockMap many() {
        BlockMap.Builder goal = new BlockMap.Builder(BLOCK, (long) BLOCKS * BLOCK);
        for (int block = 0; block < BLOCKS; block++) {
            byte[] digest = ByteBuffer.allocate(Digest.BYTES).putInt(block + 1).array();
            goal.set(block, new Content.Data(Digest.of(digest, 0)));
        }
        return goal.build();
    }

    private static BlockMap goal() {
        BlockMap.Builder goal = new BlockMap.Builder(BLOCK, (long) BLOCKS * BLOCK);
        for (int block = 0; block < BLOCKS; block++) {
            goal.set(block, new Content.Data(DIGEST));
        }
        return goal.build();
    }
}

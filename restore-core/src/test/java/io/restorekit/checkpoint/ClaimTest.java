package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final int BLOCK = Samples.BLOCK;
    private final BlockMap four = BlockMap.allZero(BLOCK, 4 * BLOCK);
    private final Manifest goal = new Manifest("backup-1", four, Optional.empty());

    @Test
    void believedAndGoalCoverTheSameBytes() {
        BlockMap five = BlockMap.allZero(BLOCK, 5 * BLOCK);
        BlockMap otherBlocks = BlockMap.allZero(2 * BLOCK, 4 * BLOCK);
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim(Standing.OPEN, five, goal, Progress.NOTHING));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim(Standing.OPEN, otherBlocks, goal, Progress.NOTHING));
    }

    @Test
    void lowWatermarkStaysInTheVolume() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim(Standing.OPEN, four, goal, new Progress(5, Ranges.NONE)));
    }

    @Test
    void onlyAWholeVolumeIsRestored() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim(Standing.RESTORED, four, goal, new Progress(3, Ranges.NONE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim(Standing.RESTORED, four, goal, new Progress(4, Ranges.parse("2"))));
        Claim whole = new Claim(Standing.RESTORED, four, goal, new Progress(4, Ranges.NONE));
        assertThat(whole.progress().isDone(3)).isTrue();
    }

    @Test
    void pendingBlocksLieBelowTheLowWatermark() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Progress(3, Ranges.parse("3")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Progress(-1, Ranges.NONE));
        Progress progress = new Progress(3, Ranges.parse("1"));
        assertThat(progress.isDone(0)).isTrue();
        assertThat(progress.isDone(1)).isFalse();
        assertThat(progress.isDone(3)).isFalse();
    }
}

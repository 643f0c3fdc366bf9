package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Digest;
import org.junit.jupiter.api.Test;

class CheckpointFormatTest {
    private static final Digest DIGEST = Digest.ofContent(new byte[16], 16);

    /** Before there were stages. */
    @Test
    void checkpointOfAnEarlierVersionIsRead() throws Exception {
        byte[] text = new CheckedText()
                .put("place", "place")
                .put("volume", "volume")
                .put("volume-id", "id")
                .put("volume-commit", 3L)
                .put("volume-modified", "2026-01-02T03:04:05Z")
                .put("standing", "restored")
                .put("goal", "backup-1")
                .put("goal-manifest", DIGEST)
                .put("goal-snapshot", "")
                .put("believed", DIGEST)
                .put("blocks", 1)
                .put("low-watermark", 1)
                .put("pending", "")
                .put("owner", "owner")
                .put("boot", "boot")
                .put("unreleased", "")
                .put("saved", "2026-01-02T03:04:05Z")
                .bytes();
        Checkpoint checkpoint = CheckpointFormat.parse(
                CheckedText.parse("checkpoint-1", text), digest -> BlockMap.allZero(1 << 16, 1 << 16));
        assertThat(checkpoint.claim().standing()).isEqualTo(Claim.Standing.RESTORED);
        assertThat(checkpoint.stage()).isZero();
    }
}

package io.restorekit.checkpoint;

import java.util.Objects;

/**
 * How far a transfer has come: every block below {@code lowWatermark} holds what the goal wants, but for those pending.
 *
 * @param lowWatermark 0 to the number of blocks
 * @param pending blocks below the low watermark that are not done
 */
public record Progress(int lowWatermark, Ranges pending) {
    public static final Progress NOTHING = new Progress(0, Ranges.NONE);

    public Progress {
        Objects.requireNonNull(pending);
        if (lowWatermark < 0 || pending.greatest() >= lowWatermark) {
            throw new IllegalArgumentException("pending blocks lie below the low watermark");
        }
    }

    public boolean isDone(int block) {
        return block < lowWatermark && !pending.contains(block);
    }
}

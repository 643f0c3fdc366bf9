package io.restorekit.checkpoint;

import io.restorekit.volume.VolumeIdentity;
import java.util.Objects;

/**
 * What is remembered of a restore across a restart.
 *
 * @param volume who the volume was at the commit, and when it had last been written
 * @param stage so many bytes of the stage are durable, where there is one
 */
public record Checkpoint(Source source, VolumeIdentity volume, Claim claim, long stage) {
    public Checkpoint(Source source, VolumeIdentity volume, Claim claim) {
        this(source, volume, claim, 0);
    }

    public Checkpoint {
        Objects.requireNonNull(source);
        Objects.requireNonNull(volume);
        Objects.requireNonNull(claim);
    }
}

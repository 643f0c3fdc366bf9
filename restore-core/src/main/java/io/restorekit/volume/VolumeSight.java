package io.restorekit.volume;

import java.util.Objects;
import java.util.Optional;

/**
 * A volume as it was at a glance, for somebody who will not write to it.
 *
 * @param canGrow as {@link Volume#canGrow}
 */
public record VolumeSight(long size, boolean canGrow, Optional<VolumeIdentity> identity) {
    public VolumeSight {
        Objects.requireNonNull(identity);
    }
}

package io.restorekit.backup;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A complete backup: what every block of the volume holds once it is restored.
 *
 * @param backup its name
 * @param blocks has no unknown block; zero and the digest of zeros are one
 * @param snapshotAt the time of the snapshot it was made from, where the store says it
 */
public record Manifest(String backup, BlockMap blocks, Optional<Instant> snapshotAt) {

    public Manifest {
        Objects.requireNonNull(backup);
        Objects.requireNonNull(blocks);
        Objects.requireNonNull(snapshotAt);
    }
}

package io.restorekit.api;

import java.util.Objects;

/**
 * What a restore would do if it began now. Bytes are of the volume, as they are once decoded.
 *
 * @param goal the backup that the volume would hold
 * @param basis why the volume is believed to hold what it does, in words
 * @param volumeBytes how large the volume would be
 * @param measureBytes of blocks of which nobody knows what they hold: they are read, and only those that differ are
 *     fetched, written or zeroed; the figures below count all of them
 * @param fetchBlocks how many different contents would be fetched; one that occurs in places far apart may be
 *     fetched for each of them
 * @param fetchBytes of those
 * @param writeBytes of blocks that would be written with content
 * @param zeroBytes of blocks that would be made zero
 * @param stageBytes the most that the stage takes beside the volume, on the disk of the state directory, with what lies there
 *     already; 0 where nothing is staged
 * @param sampled whether a sample of the volume is compared before the basis is believed; one that does not agree makes
 *     the restore measure every block
 */
public record RestorePlan(
        String goal,
        String basis,
        long volumeBytes,
        long measureBytes,
        int fetchBlocks,
        long fetchBytes,
        long writeBytes,
        long zeroBytes,
        long stageBytes,
        boolean sampled) {

    public RestorePlan {
        Objects.requireNonNull(goal);
        Objects.requireNonNull(basis);
    }

    /** Whether the volume holds the goal already, as far as the checkpoint and the file's time say. */
    public boolean isNothing() {
        return writeBytes == 0 && zeroBytes == 0;
    }
}

package io.restorekit.checkpoint;

import io.restorekit.backup.Digest;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A backup that a volume holds completely.
 *
 * @param manifest the digest of its packed manifest
 * @param volumeId the volume's id, as {@link io.restorekit.volume.VolumeIdentity} has it
 * @param modifiedNanos when the volume had last been written, in nanoseconds since the epoch; empty for a device
 */
public record RestorePoint(String backup, Digest manifest, String volumeId, OptionalLong modifiedNanos) {
    public RestorePoint {
        Objects.requireNonNull(backup);
        Objects.requireNonNull(manifest);
        Objects.requireNonNull(volumeId);
        Objects.requireNonNull(modifiedNanos);
    }

    /** Of a checkpoint whose claim is of a {@link Claim#complete} backup. */
    static RestorePoint of(Checkpoint restored, CheckpointFormat.Named named) {
        return new RestorePoint(
                restored.claim().complete().orElseThrow().backup(),
                restored.claim().base().isPresent() ? named.believed() : named.goal(),
                restored.volume().id(),
                restored.volume().modifiedNanos());
    }

    byte[] bytes() {
        return new CheckedText()
                .put("backup", backup)
                .put("manifest", manifest)
                .put("volume-id", volumeId)
                .put("volume-modified", Nanos.text(modifiedNanos))
                .bytes();
    }

    static RestorePoint parse(CheckedText text) throws DamagedException {
        return new RestorePoint(
                text.get("backup"),
                text.get("manifest", Digest::parse),
                text.get("volume-id"),
                text.get("volume-modified", Nanos::parse));
    }
}

package io.restorekit.machine;

import io.restorekit.backup.Manifest;

/**
 * The volume as it stands while nothing is being transferred.
 *
 * @param size in bytes
 * @param canGrow whether it can be made larger; a device cannot
 */
public record Held(Basis basis, long size, boolean canGrow) {
    /** Of a file. */
    public Held(Basis basis, long size) {
        this(basis, size, true);
    }

    Held with(Basis other) {
        return new Held(other, size, canGrow);
    }

    Held grownTo(long least) {
        return new Held(basis, Math.max(size, least), canGrow);
    }

    boolean hasRoomFor(Manifest goal) {
        return canGrow || size >= goal.blocks().volumeSize();
    }
}

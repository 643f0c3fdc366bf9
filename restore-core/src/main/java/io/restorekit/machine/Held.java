package io.restorekit.machine;

import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import java.util.Optional;

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

    /** The same, where a goal that was begun is finished before any other. */
    Held first() {
        if (!(basis instanceof Basis.Remembered remembered)) {
            return this;
        }
        Claim claim = remembered.claim();
        boolean begun = claim.complete().filter(claim.goal()::equals).isEmpty();
        return begun ? with(new Basis.Remembered(claim, remembered.sure(), true)) : this;
    }

    /** What is remembered of it, if anything is. */
    public Optional<Claim> claim() {
        if (basis instanceof Basis.Unwatched unwatched) {
            return Optional.of(unwatched.once().claim());
        }
        return basis instanceof Basis.Remembered remembered ? Optional.of(remembered.claim()) : Optional.empty();
    }

    /** The goal that was begun, or the backup that it was compared with: that need not be read again. */
    Optional<Manifest> manifest() {
        return basis instanceof Basis.Compared compared ? Optional.of(compared.with()) : claim().map(Claim::goal);
    }

    boolean isSure() {
        return basis instanceof Basis.Remembered remembered && remembered.sure();
    }

    /** Whether a stage is being applied to it. */
    boolean isApplied() {
        return claim().filter(claim -> claim.standing() == Claim.Standing.APPLYING)
                .isPresent();
    }
}

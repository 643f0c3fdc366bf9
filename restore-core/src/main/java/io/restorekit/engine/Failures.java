package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.backup.BackupException;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.target.TargetException;
import io.restorekit.volume.VolumeException;

/** Turns what was thrown into what is said of it. Total: whatever comes ends in one failure. */
public final class Failures {
    private Failures() {}

    public static Failure of(Throwable thrown) {
        if (thrown instanceof BackupException backup) {
            return backup.failure();
        }
        if (thrown instanceof TargetException target) {
            return ofTarget(target);
        }
        if (thrown instanceof VolumeException volume) {
            return ofVolume(volume);
        }
        if (thrown instanceof CheckpointException checkpoint) {
            return ofCheckpoint(checkpoint);
        }
        return new Failure(Kind.INTERNAL, thrown.getClass().getName() + " in RestoreKit or in an adapter", "report it");
    }

    private static Failure ofTarget(TargetException target) {
        if (target instanceof TargetException.Missing) {
            return new Failure(
                    Kind.BLOCK_MISSING,
                    target.getMessage(),
                    "bring the block back into the store, or choose another backup; it is tried again");
        }
        if (target instanceof TargetException.Refused) {
            return new Failure(
                    Kind.REFUSED, target.getMessage(), "check credentials, permissions and trust; it is tried again");
        }
        if (target instanceof TargetException.Unavailable unavailable
                && unavailable.reason() == TargetException.Cause.NAME_NEVER_RESOLVED) {
            return new Failure(
                    Kind.UNAVAILABLE,
                    target.getMessage(),
                    "the name never resolved: probably it is wrong; tried again");
        }
        return new Failure(Kind.UNAVAILABLE, target.getMessage(), "waiting until the backup target is back");
    }

    private static Failure ofVolume(VolumeException volume) {
        String what = volume.getMessage();
        return switch (volume.kind()) {
            case ABSENT ->
                new Failure(Kind.VOLUME_ABSENT, what, "waiting until it is there; to make it anew, discard the state");
            case UNREACHABLE -> new Failure(Kind.VOLUME_ABSENT, what, "waiting until it can be opened");
            case FULL -> new Failure(Kind.VOLUME_FULL, what, "make room; it is tried again");
            case TOO_SMALL ->
                new Failure(
                        Kind.VOLUME_TOO_SMALL, what, "enlarge the device, or name a larger one; it is looked at again");
            case IN_USE ->
                new Failure(
                        Kind.VOLUME_IN_USE,
                        what,
                        "unmount or release it and start again, or say that it may be overwritten while in use");
            case UNUSABLE -> new Failure(Kind.VOLUME_UNUSABLE, what, "check the path and its permissions");
            case WRITE_FAILED, FORCE_FAILED ->
                new Failure(
                        Kind.WRITE_FAILED,
                        what,
                        "check the disk, then start again: it goes on from the last checkpoint");
            case BUSY -> new Failure(Kind.VOLUME_BUSY, what, "wait for the other restore or stop it");
        };
    }

    private static Failure ofCheckpoint(CheckpointException checkpoint) {
        String what = checkpoint.getMessage();
        return switch (checkpoint.kind()) {
            case BUSY -> new Failure(Kind.VOLUME_BUSY, what, "wait for the other restore or stop it");
            case LOST -> new Failure(Kind.OWNERSHIP_LOST, what, "the other owner goes on; nothing is to be done here");
            case FENCED ->
                new Failure(
                        Kind.OWNERSHIP_LOST,
                        what,
                        "whoever holds the fence goes on; or start again where it is held, from the last checkpoint");
            case NEWER_FORMAT -> new Failure(Kind.STATE_FOREIGN, what, "use the newer version of RestoreKit");
            case CONTESTED ->
                new Failure(
                        Kind.STATE_UNSAVED, what, "it goes on by itself once that owner must have seen that it lost");
            case UNSAVED ->
                new Failure(Kind.STATE_UNSAVED, what, "make room and check the state directory; it is tried again");
        };
    }
}

package io.restorekit.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a state directory says of its volume. */
public sealed interface StoredState {

    /** There is no checkpoint: no restore has begun to write. */
    record None() implements StoredState {}

    /** The checkpoint is not what was written. The next restore believes nothing of the volume, and measures every block. */
    record Damaged(String why) implements StoredState {
        public Damaged {
            Objects.requireNonNull(why);
        }
    }

    /**
     * A checkpoint.
     *
     * @param place the backup target, without query
     * @param volume the volume's name in it
     * @param goal the backup that the volume is to hold
     * @param totalBytes of the blocks that differed from the goal when the restore began
     * @param claimedBytes of those that hold the goal's content, durably
     * @param restorePoint the backup that the volume holds completely; nobody has looked at the volume for this
     * @param owner the process that saved it, in words
     */
    record Known(
            String place,
            String volume,
            String goal,
            Standing standing,
            long totalBytes,
            long claimedBytes,
            Optional<String> restorePoint,
            String owner,
            Instant saved)
            implements StoredState {
        public Known {
            Objects.requireNonNull(place);
            Objects.requireNonNull(volume);
            Objects.requireNonNull(goal);
            Objects.requireNonNull(standing);
            Objects.requireNonNull(restorePoint);
            Objects.requireNonNull(owner);
            Objects.requireNonNull(saved);
        }
    }

    /** How a restore left its volume. */
    enum Standing {
        /** It is at work, or was cut off in the middle. */
        OPEN,
        /** It stopped in good order, or waits: the goal is not reached. */
        STOPPED,
        /** The goal is being staged: the volume holds its restore point. */
        STAGING,
        /** A complete stage is being applied, or that was cut off; it needs no backup target. */
        APPLYING,
        /** The goal is reached. */
        RESTORED,
        /** The volume was activated: it belongs to whoever uses it. */
        ACTIVATED
    }
}

package io.restorekit.api;

import java.time.Duration;

/** The backup that the volume is to hold. */
public sealed interface Goal {

    /** The named backup and no other. */
    record Exactly(String backup) implements Goal {
        public Exactly {
            Names.check("backup", backup);
        }
    }

    /** The newest complete backup of the volume. */
    record Newest() implements Goal {}

    /**
     * The newest complete backup, for ever: what a standby volume is kept at.
     *
     * @param poll how long to leave the backup target alone between two looks for a newer one
     */
    record Follow(Duration poll) implements Goal {
        public Follow {
            if (poll.isNegative() || poll.isZero()) {
                throw new IllegalArgumentException("the time between two looks must be positive");
            }
        }
    }

    static Goal exactly(String backup) {
        return new Exactly(backup);
    }

    static Goal newest() {
        return new Newest();
    }

    static Goal follow(Duration poll) {
        return new Follow(poll);
    }
}

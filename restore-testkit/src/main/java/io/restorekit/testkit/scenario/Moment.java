package io.restorekit.testkit.scenario;

import java.time.Duration;

/** When a step of a scenario comes; never before the step above it. */
public sealed interface Moment {

    /** At once. */
    record Then() implements Moment {
        @Override
        public String toString() {
            return "then";
        }
    }

    /** So long after the first step's restore began. */
    record At(Duration time) implements Moment {
        public At {
            Scenario.checkNotNegative(time);
        }

        @Override
        public String toString() {
            return "at " + Durations.print(time);
        }
    }

    /** So long after the step above. */
    record After(Duration time) implements Moment {
        public After {
            Scenario.checkNotNegative(time);
        }

        @Override
        public String toString() {
            return "after " + Durations.print(time);
        }
    }

    /**
     * When the restore under way says that it is so far. Of one that follows the newest backup: when so much has come of what
     * that has and the one before has not.
     */
    record AtPercent(int percent) implements Moment {
        public AtPercent {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("a share is from 0 to 100 %, not " + percent + " %");
            }
        }

        @Override
        public String toString() {
            return "at " + percent + "%";
        }
    }

    /** When so many blocks have been read from the backup target since the restore began. */
    record AtRead(int number) implements Moment {
        public AtRead {
            Scenario.checkCounted(number);
        }

        @Override
        public String toString() {
            return "at read " + number;
        }
    }

    /** In the middle of the operation with this number that changes or forces something on the disk, since the restore began. */
    record AtDiskOperation(long number) implements Moment {
        public AtDiskOperation {
            Scenario.checkCounted(number);
        }

        @Override
        public String toString() {
            return "at disk-operation " + number;
        }
    }

    /** In one run after the other at each operation on the disk that an undisturbed restore makes. */
    record AtEveryDiskOperation() implements Moment {
        @Override
        public String toString() {
            return "at every disk-operation";
        }
    }
}

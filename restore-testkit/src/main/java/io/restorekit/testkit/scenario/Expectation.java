package io.restorekit.testkit.scenario;

import java.time.Duration;

/** What a scenario expects of a restore beyond what holds always. */
public sealed interface Expectation {

    /** It says so by then, and the volume holds the goal. */
    record Restored(Duration within) implements Expectation {
        public Restored {
            Scenario.checkNotNegative(within);
        }

        @Override
        public String toString() {
            return "restored within " + Durations.print(within);
        }
    }

    /** It has ended by then, and does not say that it restored. */
    record Cancelled(Duration within) implements Expectation {
        public Cancelled {
            Scenario.checkNotNegative(within);
        }

        @Override
        public String toString() {
            return "cancelled within " + Durations.print(within);
        }
    }

    /**
     * The volume holds this backup, completely and for good, at some moment until then; of who follows, this one or a newer
     * one. It need not have ended.
     */
    record Holds(int backup, Duration within) implements Expectation {
        public Holds {
            Scenario.checkBackup(backup);
            Scenario.checkNotNegative(within);
        }

        @Override
        public String toString() {
            return "holds backup " + backup + " within " + Durations.print(within);
        }
    }

    /** Who followed has ended by then, and the volume holds the backup that it names. */
    record Activated(Duration within) implements Expectation {
        public Activated {
            Scenario.checkNotNegative(within);
        }

        @Override
        public String toString() {
            return "activated within " + Durations.print(within);
        }
    }

    /** It has not ended. */
    record UnderWay() implements Expectation {
        @Override
        public String toString() {
            return "under way";
        }
    }

    /** Some restore of those that compete says that it restored by then. */
    record SomeRestored(Duration within) implements Expectation {
        public SomeRestored {
            Scenario.checkNotNegative(within);
        }

        @Override
        public String toString() {
            return "some restored within " + Durations.print(within);
        }
    }

    /** Of the bytes of all blocks that came since the restore began no more than this share came more than once. */
    record FetchedTwice(int mostPercent) implements Expectation {
        public FetchedTwice {
            if (mostPercent < 0 || mostPercent > 100) {
                throw new IllegalArgumentException("a share is from 0 to 100 %, not " + mostPercent + " %");
            }
        }

        @Override
        public String toString() {
            return "fetched twice at most " + mostPercent + "%";
        }
    }

    /** Of the blocks only such have come that the goal has and the backup before has not. */
    record FetchedOnlyTheDifference() implements Expectation {
        @Override
        public String toString() {
            return "fetched only the difference";
        }
    }
}

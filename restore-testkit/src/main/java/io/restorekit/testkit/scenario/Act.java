package io.restorekit.testkit.scenario;

import java.time.Duration;
import java.util.Objects;

/** What happens at a moment of a scenario, or is expected from it on. */
public sealed interface Act {

    /** A fault of the backup target begins. */
    record Begins(Fault fault) implements Act {
        public Begins {
            Objects.requireNonNull(fault);
        }

        @Override
        public String toString() {
            return fault + " begins";
        }
    }

    /** All faults of this kind end. */
    record Ends(FaultKind kind) implements Act {
        public Ends {
            Objects.requireNonNull(kind);
        }

        @Override
        public String toString() {
            return kind.word() + " ends";
        }
    }

    /** The process that restores is killed. */
    record Kill() implements Act {
        @Override
        public String toString() {
            return "kill";
        }
    }

    /** The node loses its power, and its disk what was not forced. */
    record PowerCut(Kept kept) implements Act {
        public PowerCut {
            Objects.requireNonNull(kept);
        }

        @Override
        public String toString() {
            return "power-cut " + kept.word();
        }
    }

    /** The same restore begins again, on the same node or on another that has got the disk. */
    record Restart(boolean elsewhere) implements Act {
        @Override
        public String toString() {
            return elsewhere ? "restart elsewhere" : "restart";
        }
    }

    /** The process gets no time. */
    record Freeze() implements Act {
        @Override
        public String toString() {
            return "freeze";
        }
    }

    /** It gets time again. */
    record Thaw() implements Act {
        @Override
        public String toString() {
            return "thaw";
        }
    }

    /** The next force of a file fails, and what it should have forced is lost. */
    record ForceFails() implements Act {
        @Override
        public String toString() {
            return "next force fails";
        }
    }

    /** A person cancels the restore. */
    record Cancel() implements Act {
        @Override
        public String toString() {
            return "cancel";
        }
    }

    /** Another process begins the same restore of the same volume. */
    record Rival() implements Act {
        @Override
        public String toString() {
            return "rival begins";
        }
    }

    /** A retention job deletes a backup under the store's lock, one object in each pause. */
    record Delete(int backup, Duration pause) implements Act {
        public Delete {
            Scenario.checkBackup(backup);
            Scenario.checkNotNegative(pause);
        }

        @Override
        public String toString() {
            return "delete backup " + backup + " every " + Durations.print(pause);
        }
    }

    /** A backup is gone from the store: its config and the blocks that no other backup has. */
    record Lose(int backup) implements Act {
        public Lose {
            Scenario.checkBackup(backup);
        }

        @Override
        public String toString() {
            return "lose backup " + backup;
        }
    }

    /** What was lost or deleted is there again. */
    record BringBack() implements Act {
        @Override
        public String toString() {
            return "bring back";
        }
    }

    /** The next backup of the chain is made. */
    record BackUp() implements Act {
        @Override
        public String toString() {
            return "back up";
        }
    }

    /** The volume, which holds a backup by now, is needed: who follows is to leave it, at one that it holds completely. */
    record Activate() implements Act {
        @Override
        public String toString() {
            return "activate";
        }
    }

    /** Something must hold, now or within a time from now. */
    record Expect(Expectation what) implements Act {
        public Expect {
            Objects.requireNonNull(what);
        }

        @Override
        public String toString() {
            return "expect " + what;
        }
    }
}

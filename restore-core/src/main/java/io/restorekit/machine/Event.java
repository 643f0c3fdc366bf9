package io.restorekit.machine;

import io.restorekit.api.Failure;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Ranges;
import java.util.Optional;
import java.util.OptionalLong;

/** What happened. An event with a ticket answers the effect with that ticket; a stale one changes nothing. */
public sealed interface Event {

    /** Hands the event to the method of the state that is meant for it. */
    Transition applyTo(State state);

    /** The volume is open and ours; no goal yet. */
    record Recovered(long ticket, Held held) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /**
     * The goal was found.
     *
     * @param goal empty where it is the one held
     * @param base the manifest of the backup that the caller says the volume holds
     * @param certain false where nobody can see what else there is: then the goal that is held is gone on with, and what
     *     was asked for is located once it is reached
     */
    record Located(long ticket, Optional<Manifest> goal, Optional<Manifest> base, boolean certain) implements Event {
        Located(long ticket, Optional<Manifest> goal, Optional<Manifest> base) {
            this(ticket, goal, base, true);
        }

        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** Whether every sampled block held what was expected. */
    record Sampled(long ticket, boolean agrees) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** Which blocks of a part do not hold what was expected. */
    record Compared(long ticket, Ranges differing) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /**
     * The claim is durable.
     *
     * @param nanos how long forcing and saving took
     */
    record Committed(long ticket, long nanos) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** Whether the volume is in its place and as we left it; it is ours. */
    record Confirmed(long ticket, boolean stands) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The volume is as large as the goal. */
    record Grown(long ticket) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /**
     * The stage is open.
     *
     * @param together what volume and stage hold together: the goal's content where the stage has it, or needs nothing
     */
    record StageOpened(long ticket, BlockMap together) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /**
     * A part of the stage was read back.
     *
     * @param next where the next part begins; empty at the end
     * @param good whether all of it is as it was written
     */
    record StageRead(long ticket, OptionalLong next, boolean good) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** Whether the block holds what the goal wants. */
    record Measured(long ticket, boolean asWanted) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The verified block lies parked under the ticket. */
    record Fetched(long ticket) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The lock of the backups has taken its step. */
    record LockKept(long ticket) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The write has returned; it is not durable yet. */
    record Written(long ticket) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /**
     * The effect failed.
     *
     * @param targetGone whether the gate says that the backup target as a whole is unavailable or refuses
     * @param tried false where the gate let no call pass, and the failure is that of an earlier one
     */
    record Failed(long ticket, Failure failure, boolean targetGone, boolean tried) implements Event {
        public Failed(long ticket, Failure failure, boolean targetGone) {
            this(ticket, failure, targetGone, true);
        }

        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** It is time to commit what has been written. */
    record Tick(long ticket) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /**
     * It is time to try again.
     *
     * @param overdue whether the wait limit has passed
     */
    record Woken(long ticket, boolean overdue) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The caller, or the engine that closes, wants it to stop. */
    record Stop(Exit exit) implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The caller wants it to go on. */
    record Resume() implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }

    /** The caller wants it to look now. */
    record RetryNow() implements Event {
        @Override
        public Transition applyTo(State state) {
            return state.on(this);
        }
    }
}

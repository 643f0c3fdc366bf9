package io.restorekit.machine;

import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drives the machine by hand: keeps its state and the effects that were not answered yet. */
final class Walk {
    private final List<Effect> open = new ArrayList<>();
    private final List<Effect> ever = new ArrayList<>();
    private State state;

    Walk(RestoreOptions options) {
        this(Maps.order(options));
    }

    Walk(Order order) {
        this(State.begin(order));
    }

    Walk(Transition first) {
        state = first.state();
        take(first);
    }

    State state() {
        return state;
    }

    void answer(Event event) {
        take(event.applyTo(state));
    }

    void recovered() {
        Effect.Recover recover = only(Effect.Recover.class);
        answer(new Event.Recovered(recover.ticket(), new Held(new Basis.Made(), 0)));
    }

    void toLocating() {
        recovered();
    }

    /** As where the volume holds the goal already. */
    void toConfirming(String goal) {
        Claim claim = Maps.claim(Standing.RESTORED, goal, goal, goal.length());
        Held held = new Held(new Basis.Remembered(claim, true), (long) goal.length() * Maps.BLOCK);
        answer(new Event.Recovered(only(Effect.Recover.class).ticket(), held));
        answer(new Event.Located(only(Effect.Locate.class).ticket(), Optional.empty(), Optional.empty()));
    }

    /** As after a crash in which something had been claimed. */
    void toChecking(String believed, String goal) {
        Claim claim = Maps.claim(Standing.OPEN, believed, goal, 1);
        Held held = new Held(new Basis.Remembered(claim, false), (long) believed.length() * Maps.BLOCK);
        answer(new Event.Recovered(only(Effect.Recover.class).ticket(), held));
        located(Optional.empty());
    }

    /** As after an orderly stop with nothing done, so that what is believed can be chosen. */
    void toOpening(String believed, String goal) {
        Claim claim = Maps.claim(Standing.STOPPED, believed, goal, 0);
        Held held = new Held(new Basis.Remembered(claim, true), (long) believed.length() * Maps.BLOCK);
        answer(new Event.Recovered(only(Effect.Recover.class).ticket(), held));
        located(Optional.empty());
    }

    /** The goal is found, and nobody has written to the volume. */
    void located(Optional<Manifest> goal) {
        answer(new Event.Located(only(Effect.Locate.class).ticket(), goal, Optional.empty()));
        if (!all(Effect.Confirm.class).isEmpty()) {
            answer(new Event.Confirmed(only(Effect.Confirm.class).ticket(), true));
        }
    }

    void toTransferring(String believed, String goal) {
        toOpening(believed, goal);
        answerCommit();
        answer(new Event.Grown(only(Effect.Grow.class).ticket()));
    }

    void fetchAndWriteAll() {
        while (state instanceof Transferring) {
            if (!all(Effect.Write.class).isEmpty()) {
                answer(new Event.Written(only(Effect.Write.class).ticket()));
            } else {
                answer(new Event.Fetched(only(Effect.Fetch.class).ticket()));
            }
        }
    }

    void answerCommit() {
        answer(new Event.Committed(only(Effect.Commit.class).ticket(), 1_000_000));
    }

    /** The ticket that a state with one effect outstanding awaits. */
    long ticket() {
        return state.run().ticket();
    }

    /** The ticket of the last such effect; one that nobody awaits where there is none. */
    <E extends Effect> long ticketOf(Class<E> type) {
        List<E> found = all(type);
        return found.isEmpty() ? -1 : ticketOf(found.get(found.size() - 1));
    }

    static long ticketOf(Effect effect) {
        if (effect instanceof Effect.Commit commit) {
            return commit.ticket();
        }
        if (effect instanceof Effect.Measure measure) {
            return measure.ticket();
        }
        if (effect instanceof Effect.Fetch fetch) {
            return fetch.ticket();
        }
        if (effect instanceof Effect.KeepLock keep) {
            return keep.ticket();
        }
        if (effect instanceof Effect.Write write) {
            return write.ticket();
        }
        return ((Effect.AwaitTick) effect).ticket();
    }

    Outcome outcome() {
        return only(Effect.End.class).outcome();
    }

    /** The last such effect, which counts as answered from now on. */
    <E extends Effect> E only(Class<E> type) {
        List<E> found = all(type);
        if (found.isEmpty()) {
            throw new AssertionError("no " + type.getSimpleName() + " among " + open + " in " + state);
        }
        E last = found.get(found.size() - 1);
        open.remove(last);
        return last;
    }

    /** The effect counts as answered from now on. */
    void done(Effect effect) {
        open.remove(effect);
    }

    <E extends Effect> List<E> all(Class<E> type) {
        return open.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <E extends Effect> long count(Class<E> type) {
        return ever.stream().filter(type::isInstance).count();
    }

    private void take(Transition transition) {
        state = transition.state();
        open.addAll(transition.effects());
        ever.addAll(transition.effects());
    }
}

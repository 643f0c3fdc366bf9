package io.restorekit.machine;

import io.restorekit.api.Goal;
import io.restorekit.api.Phase;
import io.restorekit.machine.Event.RetryNow;
import io.restorekit.machine.Event.Stop;
import io.restorekit.machine.Event.Woken;
import java.util.Optional;

/**
 * The volume holds the newest backup known, and another look for a newer one comes later.
 *
 * <p>Woken or told to look → {@link Locating}.
 */
public record Watching(Run run, Held held) implements State {

    /** The goal is reached: watches where newer ones are followed, or ends. A wish that had to wait is obeyed. */
    static Transition orEnd(Run before, Held held) {
        boolean activates =
                before.wish().filter(Exit.Activate.class::isInstance).isPresent();
        if (activates || before.follows() && before.wish().isPresent()) {
            return before.wish().get().leave(before.wishesNothing(), held);
        }
        if (before.order().goal() instanceof Goal.Follow follow) {
            Run run = before.progressed().untroubled().next();
            return Transition.to(new Watching(run, held), new Effect.AwaitPoll(run.ticket(), follow.poll()));
        }
        return Ended.enter(
                before,
                before.order().complete(held.claim().orElseThrow().goal().backup()));
    }

    @Override
    public Transition on(Woken event) {
        return event.ticket() == run.ticket() ? Locating.enter(run, held) : Transition.to(this);
    }

    @Override
    public Transition on(RetryNow event) {
        return Locating.enter(run, held);
    }

    @Override
    public Transition on(Stop event) {
        return event.exit().leave(run, held);
    }

    @Override
    public Phase phase() {
        return Phase.WATCHING;
    }

    @Override
    public Optional<Held> known() {
        return Optional.of(held);
    }
}

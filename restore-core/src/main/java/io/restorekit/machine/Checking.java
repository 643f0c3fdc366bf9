package io.restorekit.machine;

import io.restorekit.machine.Event.Failed;
import io.restorekit.machine.Event.Sampled;
import io.restorekit.machine.Event.Stop;
import java.util.Optional;

/**
 * Comparing a sample of the volume with what it is believed to hold: after a crash, or on a caller's word.
 *
 * <p>Sampled → {@link Opening}; one mismatch, and nothing is believed. Failed → {@link Waiting} or {@link Ended}.
 */
public record Checking(Run run, Held held, Plan plan) implements State {

    static Transition enter(Run before, Held held, Plan plan) {
        Run run = before.next();
        return Transition.to(
                new Checking(run, held, plan),
                new Effect.Sample(run.ticket(), plan.sample().orElseThrow()));
    }

    @Override
    public Transition on(Sampled event) {
        if (event.ticket() != run.ticket()) {
            return Transition.to(this);
        }
        return Opening.enter(run, held, event.agrees() ? plan : plan.distrusted(held.size()));
    }

    @Override
    public Transition on(Failed event) {
        return event.ticket() == run.ticket()
                ? Waiting.orEnd(run, Optional.of(held), event.failure())
                : Transition.to(this);
    }

    @Override
    public Transition on(Stop event) {
        return event.exit().leave(run, held);
    }
}

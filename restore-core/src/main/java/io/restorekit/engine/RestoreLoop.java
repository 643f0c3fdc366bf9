package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreStatus;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.machine.Exit;
import io.restorekit.machine.Order;
import io.restorekit.machine.State;
import io.restorekit.machine.Transition;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One restore: takes events one at a time, lets the machine decide, and has the effects run. Whatever goes wrong in here
 * ends in {@link Outcome.Failed}, never in an outcome that does not come.
 */
public final class RestoreLoop implements Restore {
    static final Logger LOG = LoggerFactory.getLogger("io.restorekit.restore");

    private final Surroundings around;
    private final EffectRunner effects;
    private final Notifier notifier;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile RestoreStatus status = StatusView.first();
    private State state;
    private boolean ended;

    private RestoreLoop(Surroundings around, RestoreListener listener, Executor listenerThread, Transition first) {
        this.around = around;
        this.effects = new EffectRunner(around, this::post);
        this.notifier = new Notifier(listener, listenerThread);
        this.state = first.state();
    }

    /** Begins a restore. */
    public static RestoreLoop start(Surroundings around, RestoreListener listener, Executor listenerThread) {
        Order order = new Order(
                around.request().goal(),
                around.request().baseline(),
                around.request().options());
        Transition first = State.begin(order);
        RestoreLoop loop = new RestoreLoop(around, listener, listenerThread, first);
        around.workers().step(() -> loop.enter(first));
        return loop;
    }

    /** Lets writes land, commits, and ends as suspended. */
    public void suspend(Failure reason) {
        post(new Event.Stop(new Exit.Suspend(reason)));
    }

    @Override
    public RestoreStatus status() {
        return status;
    }

    @Override
    public void pause() {
        post(new Event.Stop(new Exit.Pause()));
    }

    @Override
    public void resume() {
        effects.resumed();
        post(new Event.Resume());
    }

    @Override
    public void cancel() {
        post(new Event.Stop(new Exit.Cancel()));
    }

    @Override
    public void retryNow() {
        around.gate().hurry();
        post(new Event.RetryNow());
    }

    @Override
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    private void post(Event event) {
        around.workers().step(() -> {
            if (!ended) {
                decide(event);
            }
        });
    }

    private void decide(Event event) {
        try {
            Transition transition = event.applyTo(state);
            around.trace().moved(state, event, transition.state());
            enter(transition);
        } catch (Throwable e) {
            broke(e);
        }
    }

    private void enter(Transition transition) {
        state = transition.state();
        try {
            tell();
            for (Effect effect : transition.effects()) {
                if (effect instanceof Effect.End end) {
                    end(end.outcome());
                } else {
                    effects.run(effect);
                }
            }
        } catch (Throwable e) {
            broke(e);
        }
    }

    private void broke(Throwable thrown) {
        LOG.error("a defect in RestoreKit ends the restore", thrown);
        end(new Outcome.Failed(Failures.of(thrown)));
    }

    private void end(Outcome how) {
        if (ended) {
            return;
        }
        ended = true;
        effects.end(() -> notifier.ended(how, () -> outcome.complete(how)));
    }

    private void tell() {
        status = StatusView.of(
                state,
                status,
                around.workers().lost(),
                Stream.of(around.target().notice(), around.lock().notice())
                        .flatMap(Optional::stream)
                        .toList());
        notifier.changed(status);
    }
}

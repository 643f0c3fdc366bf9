package io.restorekit.engine;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.machine.Exit;
import io.restorekit.machine.Order;
import io.restorekit.machine.State;
import io.restorekit.machine.Transition;
import io.restorekit.standby.StandbyVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One restore: takes events one at a time, lets the machine decide, and has the effects run. Whatever goes wrong in here
 * ends in {@link Outcome.Failed}, never in an outcome that does not come.
 */
public final class RestoreLoop implements StandbyVolume {
    static final Logger LOG = LoggerFactory.getLogger("io.restorekit.restore");

    private final Surroundings around;
    private final EffectRunner effects;
    private final Notifier notifier;
    private final ActivationWatch activation;
    private final List<CompletableFuture<Activation>> asking = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile RestoreStatus status = StatusView.first();
    private State state;
    private boolean ended;

    private RestoreLoop(
            Surroundings around,
            RestoreListener listener,
            Executor listenerThread,
            Transition first,
            BiFunction<Surroundings, Consumer<Event>, EffectRunner> effects) {
        this.around = around;
        this.effects = effects.apply(around, this::post);
        this.activation = new ActivationWatch(around, () -> post(new Event.Stop(new Exit.Activate())));
        this.notifier = new Notifier(listener, listenerThread);
        this.state = first.state();
    }

    /** Begins a restore. */
    public static RestoreLoop start(Surroundings around, RestoreListener listener, Executor listenerThread) {
        return start(around, listener, listenerThread, State.begin(order(around)));
    }

    /** Begins in order to activate the volume, and ends. The backup target is not asked for anything. */
    public static RestoreLoop activate(Surroundings around, RestoreListener listener, Executor listenerThread) {
        return start(around, listener, listenerThread, State.begin(order(around), new Exit.Activate()));
    }

    /** Verifies the backup that the request names, which names no volume: every block is fetched, and dropped. */
    public static RestoreLoop verify(Surroundings around, RestoreListener listener, Executor listenerThread) {
        RestoreRequest request = around.request();
        Order order = new Order(request.goal(), request.baseline(), request.options(), true);
        return begin(around, listener, listenerThread, State.begin(order), EffectRunner::onNothing);
    }

    private static Order order(Surroundings around) {
        return new Order(
                around.request().goal(),
                around.request().baseline(),
                around.request().options());
    }

    private static RestoreLoop start(
            Surroundings around, RestoreListener listener, Executor listenerThread, Transition first) {
        return begin(around, listener, listenerThread, first, EffectRunner::onVolume);
    }

    private static RestoreLoop begin(
            Surroundings around,
            RestoreListener listener,
            Executor listenerThread,
            Transition first,
            BiFunction<Surroundings, Consumer<Event>, EffectRunner> effects) {
        RestoreLoop loop = new RestoreLoop(around, listener, listenerThread, first, effects);
        around.workers().step(() -> loop.enter(first));
        if (first.state().run().follows()) {
            loop.activation.lookLater();
        }
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
    public CompletionStage<Activation> activate() {
        CompletableFuture<Activation> answer = new CompletableFuture<>();
        around.workers().step(() -> asking.add(answer));
        post(new Event.Stop(new Exit.Activate()));
        outcome.thenAccept(how -> answer(answer, how));
        return answer.minimalCompletionStage();
    }

    private static void answer(CompletableFuture<Activation> answer, Outcome how) {
        if (how instanceof Outcome.Activated activated) {
            answer.complete(activated.activation());
        } else {
            Failure reason = how instanceof Outcome.Failed failed
                    ? failed.failure()
                    : new Failure(
                            Failure.Kind.NO_RESTORE_POINT, "the restore has ended: " + how, "activate by its state");
            answer.completeExceptionally(new RestoreException(reason));
        }
    }

    private void refuse(Failure why) {
        asking.forEach(answer -> answer.completeExceptionally(new RestoreException(why)));
        asking.clear();
        activation.refuse(why);
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
                } else if (effect instanceof Effect.Refuse refusal) {
                    refuse(refusal.reason());
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
        activation.stop();
        boolean activated = how instanceof Outcome.Activated;
        effects.end(activated, () -> {
            if (activated) {
                activation.done();
            }
            notifier.ended(how, () -> outcome.complete(how));
        });
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

package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs effects and posts exactly one event for each, whatever foreign code throws. Effects come from the loop alone, one
 * at a time.
 */
final class EffectRunner {
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(1);

    private final Surroundings around;
    private final Consumer<Event> post;
    private final RemoteEffects remote;
    private final Waits waits;
    private final LocalEffects volume;

    private EffectRunner(Surroundings around, Consumer<Event> post, Ground ground) {
        BufferPool buffers = new BufferPool();
        this.around = around;
        this.post = post;
        this.remote = new RemoteEffects(around, buffers, post);
        this.waits = new Waits(
                around.time(), around.gate(), around.request().options().waitLimit(), post);
        this.volume = ground.effects(remote, buffers, waits);
    }

    /** Restores to the volume that the request names. */
    static EffectRunner onVolume(Surroundings around, Consumer<Event> post) {
        return new EffectRunner(
                around, post, (remote, buffers, waits) -> new VolumeEffects(around, remote, buffers, waits));
    }

    /** Restores to nowhere. */
    static EffectRunner onNothing(Surroundings around, Consumer<Event> post) {
        return new EffectRunner(around, post, NoVolumeEffects::new);
    }

    /** What is restored to. */
    private interface Ground {
        LocalEffects effects(RemoteEffects remote, BufferPool buffers, Waits waits);
    }

    void run(Effect effect) {
        if (effect instanceof Effect.Fetch fetch) {
            fetch(fetch);
        } else if (effect instanceof Effect.Local work) {
            local(work.ticket(), () -> volume.run(work));
        } else if (effect instanceof Effect.Locate locate) {
            remote.locate(locate);
        } else if (effect instanceof Effect.Forget forget) {
            waits.forget(forget.ticket());
            remote.forget(forget.ticket());
        } else if (effect instanceof Effect.KeepLock keep) {
            waits.delay(keep.ticket(), lockDue(), () -> remote.keepLock(keep));
        } else if (effect instanceof Effect.AwaitTick tick) {
            waits.tick(tick);
        } else if (effect instanceof Effect.AwaitPoll poll) {
            waits.poll(poll);
        } else if (effect instanceof Effect.AwaitRetry retry) {
            waits.retry(retry);
        } else {
            throw new IllegalStateException("no way to run " + effect.getClass());
        }
    }

    /** A caller who lets it go on begins a new wait. */
    void resumed() {
        waits.progressed();
    }

    /**
     * Gives up what is under way, waits for the volume's threads, releases everything, then runs {@code last}.
     *
     * @param quiet whether the backup target is not called any more: then the lock in it expires
     */
    void end(boolean quiet, Runnable last) {
        waits.stop();
        remote.stop();
        Runnable leave = () -> around.workers().end(() -> {
            volume.close();
            last.run();
        });
        if (quiet) {
            leave.run();
        } else {
            LockRelease.run(around, leave);
        }
    }

    private void fetch(Effect.Fetch fetch) {
        if (!fetch.packed() && volume.isStaged(fetch.digest())) {
            remote.expect(fetch);
            local(fetch.ticket(), () -> volume.fetchStaged(fetch));
        } else {
            remote.fetch(fetch);
        }
    }

    /** A step that could not even begin leaves the lock due at once, again and again. */
    private Duration lockDue() {
        Duration due = around.lock().due();
        return due.compareTo(LOCK_PAUSE) > 0 ? due : LOCK_PAUSE;
    }

    private void local(long ticket, Callable<Event> work) {
        around.workers().local(() -> post.accept(answer(ticket, work)));
    }

    private static Event answer(long ticket, Callable<Event> work) {
        try {
            return work.call();
        } catch (RestoreException e) {
            return new Event.Failed(ticket, e.failure(), false);
        } catch (Throwable e) {
            Failure failure = Failures.of(e);
            RestoreLoop.LOG.debug("a local effect failed: {}", failure, e);
            return new Event.Failed(ticket, failure, false);
        }
    }
}

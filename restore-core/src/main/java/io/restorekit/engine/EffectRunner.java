package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.checkpoint.Claim;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs effects and posts exactly one event for each, whatever foreign code throws. Effects come from the loop alone, one
 * at a time.
 */
final class EffectRunner {
    private static final Duration LOCK_PAUSE = Duration.ofSeconds(1);
    private static final Failure STAGE_DAMAGED = new Failure(
            Failure.Kind.BLOCK_DAMAGED, "a block in the stage is not as it was written", "it is fetched again");

    private final Surroundings around;
    private final Consumer<Event> post;
    private final Recovery recovery;
    private final Committer committer;
    private final BufferPool buffers = new BufferPool();
    private final Sampler sampler;
    private final RemoteEffects remote;
    private final Waits waits;
    private final StageEffects stages;
    private volatile Optional<VolumeSession> session = Optional.empty();

    EffectRunner(Surroundings around, Consumer<Event> post) {
        this.around = around;
        this.post = post;
        this.recovery = new Recovery(around.request(), around.source(), around.owner(), around.guard(), around.time());
        this.committer = new Committer(around.source());
        this.sampler = new Sampler(buffers, around.random());
        this.remote = new RemoteEffects(around, buffers, post);
        this.stages = new StageEffects(around, buffers);
        this.waits = new Waits(
                around.time(), around.gate(), around.request().options().waitLimit(), post);
    }

    void run(Effect effect) {
        if (effect instanceof Effect.Fetch fetch) {
            fetch(fetch);
        } else if (effect instanceof Effect.Stage stage) {
            local(stage.ticket(), () -> stage(stage));
        } else if (effect instanceof Effect.OpenStage open) {
            local(open.ticket(), () -> stages.open(session.orElseThrow().stage(), open));
        } else if (effect instanceof Effect.ReadStage read) {
            local(read.ticket(), () -> stages.read(session.orElseThrow().stage(), volume(), read));
        } else if (effect instanceof Effect.Write write) {
            local(write.ticket(), () -> write(write));
        } else if (effect instanceof Effect.Zero zero) {
            local(zero.ticket(), () -> zero(zero));
        } else if (effect instanceof Effect.Measure measure) {
            local(measure.ticket(), () -> measure(measure));
        } else if (effect instanceof Effect.Commit commit) {
            local(commit.ticket(), () -> commit(commit));
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
        } else if (effect instanceof Effect.Recover recover) {
            local(recover.ticket(), () -> recover(recover));
        } else if (effect instanceof Effect.Sample sample) {
            local(sample.ticket(), () -> sample(sample));
        } else if (effect instanceof Effect.Confirm confirm) {
            local(confirm.ticket(), () -> confirm(confirm));
        } else if (effect instanceof Effect.Grow grow) {
            local(grow.ticket(), () -> grow(grow));
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
            session.ifPresent(VolumeSession::close);
            last.run();
        });
        if (quiet) {
            leave.run();
        } else {
            LockRelease.run(around, leave);
        }
    }

    private Event recover(Effect.Recover recover) throws Exception {
        if (session.isPresent()) {
            session.get().close();
            session = Optional.empty();
        }
        Recovery.Recovered recovered = recovery.recover();
        session = Optional.of(recovered.session());
        return new Event.Recovered(recover.ticket(), recovered.held());
    }

    private Event sample(Effect.Sample sample) throws Exception {
        boolean agrees = sampler.sample(volume(), sample.expected());
        if (!agrees) {
            volume().disown();
        }
        return new Event.Sampled(sample.ticket(), agrees);
    }

    private Event confirm(Effect.Confirm confirm) throws Exception {
        return new Event.Confirmed(confirm.ticket(), session.orElseThrow().stands());
    }

    private Event commit(Effect.Commit commit) throws Exception {
        requireUntouched(commit.claim());
        long begin = around.time().nanos();
        boolean ours = true;
        try {
            committer.commit(session.orElseThrow(), commit.claim());
        } catch (CheckpointException e) {
            ours = e.kind() != CheckpointException.Kind.CONTESTED;
            throw e;
        } finally {
            if (ours) {
                session.orElseThrow().seen().look(volume());
            }
        }
        return new Event.Committed(commit.ticket(), around.time().nanos() - begin);
    }

    /** An owner that has lost it hears that first. Of a volume that holds a backup completely nothing is claimed that would be so no more, and what is there is not lost. */
    private void requireUntouched(Claim claim) throws CheckpointException, VolumeException, RestoreException {
        VolumeSession held = session.orElseThrow();
        boolean wasWhole = held.store().load() instanceof CheckpointStore.Loaded.Found found
                && found.checkpoint().claim().complete().isPresent();
        boolean staysOrIsMarked = claim.complete().isPresent() || claim.standing() == Claim.Standing.APPLYING;
        if (wasWhole && staysOrIsMarked && !held.stands()) {
            throw new RestoreException(new Failure(
                    Failure.Kind.VOLUME_CHANGED,
                    "somebody has written to the volume while it was to be left as it is",
                    "it is looked at anew"));
        }
    }

    private Event grow(Effect.Grow grow) throws Exception {
        session.orElseThrow().store().confirmOwnership();
        try {
            volume().grow(grow.size());
        } finally {
            session.orElseThrow().seen().look(volume());
        }
        return new Event.Grown(grow.ticket());
    }

    private Event measure(Effect.Measure measure) throws Exception {
        boolean asWanted =
                session.orElseThrow().readsBelieved() && sampler.holds(volume(), measure.wanted(), measure.block());
        if (asWanted) {
            waits.progressed();
        }
        return new Event.Measured(measure.ticket(), asWanted);
    }

    private void fetch(Effect.Fetch fetch) {
        if (!fetch.packed() && session.orElseThrow().stage().holds(fetch.digest())) {
            remote.expect(fetch);
            local(fetch.ticket(), () -> fetchStaged(fetch));
        } else {
            remote.fetch(fetch);
        }
    }

    /** What the stage has lost is fetched from the backup target at the next try. */
    private Event fetchStaged(Effect.Fetch fetch) throws Exception {
        Stage stage = session.orElseThrow().stage();
        boolean there = remote.fetchHere(fetch, buffer -> stages.fetch(stage, fetch, buffer));
        return there ? new Event.Fetched(fetch.ticket()) : new Event.Failed(fetch.ticket(), STAGE_DAMAGED, false);
    }

    private Event stage(Effect.Stage effect) throws Exception {
        Parking.Parked block = remote.take(effect.fetch());
        try {
            session.orElseThrow().store().confirmOwnership();
            stages.write(session.orElseThrow().stage(), effect, block);
        } finally {
            buffers.give(block.buffer());
        }
        waits.progressed();
        return new Event.Written(effect.ticket());
    }

    /** Has the buffer to itself from here on, and gives it back after the last of its writes. */
    private Event write(Effect.Write write) throws Exception {
        byte[] buffer = remote.take(write.fetch()).buffer();
        try {
            for (int block : write.blocks()) {
                session.orElseThrow().store().confirmOwnership();
                int length = write.goal().length(block);
                volume().write(write.goal().offset(block), ByteBuffer.wrap(buffer, 0, length));
            }
        } finally {
            buffers.give(buffer);
        }
        waits.progressed();
        return new Event.Written(write.ticket());
    }

    private Event zero(Effect.Zero zero) throws Exception {
        session.orElseThrow().store().confirmOwnership();
        volume().zero(zero.goal().offset(zero.block()), zero.goal().length(zero.block()));
        waits.progressed();
        return new Event.Written(zero.ticket());
    }

    /** A step that could not even begin leaves the lock due at once, again and again. */
    private Duration lockDue() {
        Duration due = around.lock().due();
        return due.compareTo(LOCK_PAUSE) > 0 ? due : LOCK_PAUSE;
    }

    private Volume volume() {
        return session.orElseThrow().volume();
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

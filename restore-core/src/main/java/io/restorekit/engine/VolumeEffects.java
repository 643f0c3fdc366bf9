package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import io.restorekit.backup.Digest;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Ranges;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.stage.Stage;
import io.restorekit.volume.Volume;
import io.restorekit.volume.VolumeException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;

/** The effects on a volume, its checkpoint and its stage. Each runs on one of the volume's threads. */
final class VolumeEffects implements LocalEffects {
    private static final Failure STAGE_DAMAGED = new Failure(
            Failure.Kind.BLOCK_DAMAGED, "a block in the stage is not as it was written", "it is fetched again");

    private final Surroundings around;
    private final RemoteEffects remote;
    private final BufferPool buffers;
    private final Waits waits;
    private final Recovery recovery;
    private final Committer committer;
    private final Sampler sampler;
    private final StageEffects stages;
    private volatile Optional<VolumeSession> session = Optional.empty();

    VolumeEffects(Surroundings around, RemoteEffects remote, BufferPool buffers, Waits waits) {
        this.around = around;
        this.remote = remote;
        this.buffers = buffers;
        this.waits = waits;
        this.recovery = new Recovery(around.request(), around.source(), around.owner(), around.guard(), around.time());
        this.committer = new Committer(around.source());
        this.sampler = new Sampler(buffers, around.random());
        this.stages = new StageEffects(around, buffers);
    }

    @Override
    public Event run(Effect.Local effect) throws Exception {
        if (effect instanceof Effect.Write write) {
            return write(write);
        }
        if (effect instanceof Effect.Stage stage) {
            return stage(stage);
        }
        if (effect instanceof Effect.Zero zero) {
            return zero(zero);
        }
        if (effect instanceof Effect.Measure measure) {
            return measure(measure);
        }
        if (effect instanceof Effect.Compare compare) {
            return compare(compare);
        }
        if (effect instanceof Effect.Commit commit) {
            return commit(commit);
        }
        if (effect instanceof Effect.Recover recover) {
            return recover(recover);
        }
        if (effect instanceof Effect.Sample sample) {
            return sample(sample);
        }
        if (effect instanceof Effect.Confirm confirm) {
            return confirm(confirm);
        }
        if (effect instanceof Effect.Grow grow) {
            return grow(grow);
        }
        if (effect instanceof Effect.OpenStage open) {
            return stages.open(session.orElseThrow().stage(), open);
        }
        if (effect instanceof Effect.ReadStage read) {
            return stages.read(session.orElseThrow().stage(), volume(), read);
        }
        throw new IllegalStateException("no way to run " + effect.getClass());
    }

    @Override
    public boolean isStaged(Digest digest) {
        return session.orElseThrow().stage().holds(digest);
    }

    @Override
    public void close() {
        session.ifPresent(VolumeSession::close);
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

    private Event compare(Effect.Compare compare) throws Exception {
        // What is not read from the disk itself is not believed: then everything differs.
        boolean believed = session.orElseThrow().readsBelieved();
        Ranges differing = believed
                ? sampler.differing(volume(), compare.expected(), compare.from(), compare.to())
                : Ranges.of(IntStream.range(compare.from(), compare.to()));
        waits.progressed();
        return new Event.Compared(compare.ticket(), differing);
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

    /** What the stage has lost is fetched from the backup target at the next try. */
    @Override
    public Event fetchStaged(Effect.Fetch fetch) throws Exception {
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

    private Volume volume() {
        return session.orElseThrow().volume();
    }
}

package io.restorekit.engine;

import io.restorekit.backup.Digest;
import io.restorekit.machine.Basis;
import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import io.restorekit.machine.Held;

/**
 * A restore to nowhere, of which nothing is remembered: every block of the backup is fetched and verified, and dropped. So a
 * backup is verified without a volume, through outages as a restore is. Of a block that would have to be measured, because
 * another backup became the newest meanwhile, nothing is known: it is fetched.
 */
final class NoVolumeEffects implements LocalEffects {
    private final RemoteEffects remote;
    private final BufferPool buffers;
    private final Waits waits;

    NoVolumeEffects(RemoteEffects remote, BufferPool buffers, Waits waits) {
        this.remote = remote;
        this.buffers = buffers;
        this.waits = waits;
    }

    @Override
    public Event run(Effect.Local effect) {
        if (effect instanceof Effect.Recover) {
            return new Event.Recovered(effect.ticket(), new Held(new Basis.Made(), 0));
        }
        if (effect instanceof Effect.Confirm) {
            return new Event.Confirmed(effect.ticket(), true);
        }
        if (effect instanceof Effect.Commit) {
            return new Event.Committed(effect.ticket(), 0);
        }
        if (effect instanceof Effect.Grow) {
            return new Event.Grown(effect.ticket());
        }
        if (effect instanceof Effect.Measure) {
            return new Event.Measured(effect.ticket(), false);
        }
        if (effect instanceof Effect.Zero) {
            return new Event.Written(effect.ticket());
        }
        if (effect instanceof Effect.Write write) {
            buffers.give(remote.take(write.fetch()).buffer());
            waits.progressed();
            return new Event.Written(effect.ticket());
        }
        throw new IllegalStateException("there is no volume for " + effect.getClass());
    }

    @Override
    public boolean isStaged(Digest digest) {
        return false;
    }

    @Override
    public Event fetchStaged(Effect.Fetch fetch) {
        throw new IllegalStateException("there is no stage");
    }

    @Override
    public void close() {}
}

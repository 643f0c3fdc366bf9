package io.restorekit.testkit.scenario.play;

import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import io.restorekit.testkit.scenario.restore.StoreAnswer;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Fate;
import io.restorekit.testkit.sim.store.SimStore;
import io.restorekit.testkit.sim.store.SimTarget;
import io.restorekit.testkit.sim.store.SimulatedWorld;
import io.restorekit.testkit.sim.store.Sky;
import io.restorekit.testkit.time.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * What one process has.
 *
 * @param alive whether it still has it
 */
record SimulatedNode(
        VirtualTime time,
        Sky sky,
        SimStore store,
        Path volume,
        String node,
        int process,
        SplittableRandom random,
        BooleanSupplier alive)
        implements SimulatedSite, SimulatedWorld {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private interface Call<T> {
        T make(SimTarget target) throws TargetException, IOException;
    }

    @Override
    public Path directory() {
        return volume.resolveSibling("");
    }

    @Override
    public String volumeName() {
        return Chain.VOLUME;
    }

    @Override
    public byte[] read(String key) throws IOException {
        return call(target -> {
            try (TargetObject object = target.open(new ObjectKey(key))) {
                return object.body().readAllBytes();
            }
        });
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        return call(target -> {
            target.list(ObjectKey.ROOT, Optional.empty());
            return store.objects().keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        });
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        call(target -> {
            target.put(new ObjectKey(key), content);
            return key;
        });
    }

    @Override
    public void delete(String key) throws IOException {
        call(target -> {
            target.delete(new ObjectKey(key));
            return key;
        });
    }

    private <T> T call(Call<T> call) throws IOException {
        dieIfDead();
        SimTarget target = new SimTarget(sky, store, random);
        Fate fate = target.fate();
        Duration takes = Duration.ofNanos(fate.nanos());
        if (takes.compareTo(TIMEOUT) > 0) {
            time.sleep(TIMEOUT);
            throw new SocketTimeoutException("no answer within " + TIMEOUT.toSeconds() + " s");
        }
        time.sleep(takes);
        dieIfDead();
        return target.answer(fate, () -> answer(call, target));
    }

    /** What is left of a dead process reaches nobody. */
    private void dieIfDead() throws IOException {
        if (!alive.getAsBoolean()) {
            throw new IOException("the process is gone");
        }
    }

    private static <T> T answer(Call<T> call, SimTarget target) throws IOException {
        try {
            return call.make(target);
        } catch (TargetException.Missing e) {
            throw new StoreAnswer(404, "404 Not Found: " + e.getMessage());
        } catch (TargetException.Refused e) {
            throw new StoreAnswer(403, "403 Forbidden: " + e.getMessage());
        } catch (TargetException.Unavailable e) {
            throw away(e);
        } catch (TargetException e) {
            throw new IOException(e);
        }
    }

    private static IOException away(TargetException.Unavailable e) {
        return switch (e.reason()) {
            case NAME_NOT_RESOLVED -> new UnknownHostException("backups.example: no answer from DNS");
            case CONNECTION_FAILED -> new ConnectException("Connection refused");
            case TIMED_OUT -> new SocketTimeoutException("Read timed out");
            case THROTTLED -> new StoreAnswer(503, "503 Slow Down");
            case CLOCK_SKEW -> new StoreAnswer(403, "403 Request Time Too Skewed");
            default -> new StoreAnswer(500, "500 Internal Server Error");
        };
    }
}

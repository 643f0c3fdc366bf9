package io.restorekit.engine;

import static org.mockito.Mockito.mock;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupLock;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.target.BackupTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** What comes from outside the engine, imitated. */
final class FakeSurroundings {
    static final Source SOURCE = new Source("place", "volume");

    final FakeTime time = new FakeTime();
    final TargetGate gate = new TargetGate("place", time, new Random(1));
    final FakeWorkers workers = new FakeWorkers();
    final BackupCatalog catalog = mock(BackupCatalog.class);
    final BackupLock lock = mock(BackupLock.class);
    Guard guard = Guard.none();

    Surroundings surroundings() {
        return surroundings(RestoreRequest.of("test:///store?volume=volume", Path.of("volume")));
    }

    Surroundings surroundings(RestoreRequest request) {
        return new Surroundings(
                request,
                SOURCE,
                new Owner("host", "boot", 1, Instant.EPOCH),
                guard,
                mock(BackupTarget.class),
                catalog,
                lock,
                gate,
                workers,
                time,
                new Random(1),
                (from, event, to) -> {});
    }

    void shutGate() {
        Failure down = new Failure(Failure.Kind.UNAVAILABLE, "down", "wait");
        gate.tryPass().orElseThrow().failed(down, true, Optional.empty());
    }

    /** From now on one call at a time passes the gate: a permit that is not given back shuts it for ever. */
    void letOneCallPass() {
        shutGate();
        time.pass(Duration.ofSeconds(5));
    }
}

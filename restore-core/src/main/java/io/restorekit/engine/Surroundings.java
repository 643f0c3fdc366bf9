package io.restorekit.engine;

import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupLock;
import io.restorekit.checkpoint.Guard;
import io.restorekit.checkpoint.Owner;
import io.restorekit.checkpoint.Source;
import io.restorekit.target.BackupTarget;
import java.util.random.RandomGenerator;

/** What one restore works with: all that comes from outside the engine, and what it shares with other restores. */
public record Surroundings(
        RestoreRequest request,
        Source source,
        Owner owner,
        Guard guard,
        BackupTarget target,
        BackupCatalog catalog,
        BackupLock lock,
        TargetGate gate,
        Workers workers,
        Time time,
        RandomGenerator random,
        Trace trace) {}

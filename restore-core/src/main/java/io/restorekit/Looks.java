package io.restorekit;

import io.restorekit.api.Finding;
import io.restorekit.api.Goal;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Manifest;
import io.restorekit.backup.StoreInventory;
import io.restorekit.backup.longhorn.LonghornStore;
import io.restorekit.checkpoint.CheckpointException;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.Failures;
import io.restorekit.engine.Preview;
import io.restorekit.engine.Time;
import io.restorekit.preflight.Preflight;
import io.restorekit.preflight.PreflightReport;
import io.restorekit.preflight.StoreCheck;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetUrl;
import io.restorekit.volume.VolumeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Looks into a backup target that is opened for that alone. Each makes one attempt. */
final class Looks {
    private final Targets targets;
    private final Time time;
    private final RandomGenerator random;

    Looks(Targets targets, Time time, RandomGenerator random) {
        this.targets = targets;
        this.time = time;
        this.random = random;
    }

    RestorePlan plan(RestoreRequest request) throws RestoreException {
        TargetUrl url = Targets.parse(request.url());
        Source source = new Source(url.place(), Targets.volume(url));
        try (BackupTarget target = targets.open(url, new ReadOnlyNotes(request.state()), 0)) {
            return new Preview(request, source, catalog(target, url, request)).look();
        } catch (TargetException | BackupException | VolumeException | CheckpointException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    /** Of the backup that the request names. */
    Manifest manifest(RestoreRequest request) throws RestoreException {
        TargetUrl url = Targets.parse(request.url());
        try (BackupTarget target = targets.open(url, new ReadOnlyNotes(request.state()), 0)) {
            return Preview.manifest(catalog(target, url, request), request.goal());
        } catch (TargetException | BackupException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    StoreInventory inventory(String url) throws RestoreException {
        try (BackupTarget target = targets.open(Targets.parse(url), Notes.inMemory(), 0)) {
            return new LonghornStore(target).inventory();
        } catch (TargetException e) {
            throw new RestoreException(Failures.of(e), e);
        }
    }

    PreflightReport preflight(String url, Executor executor) throws RestoreException {
        TargetUrl parsed = Targets.parse(url);
        Notes notes = Notes.inMemory();
        try (BackupTarget target = targets.open(parsed, notes, 0)) {
            Preflight preflight = new Preflight(executor);
            List<Finding> findings = new ArrayList<>(preflight.run("place", target::preflight));
            if (parsed.volume().isPresent()) {
                Goal goal = Targets.goal(parsed);
                StoreCheck check = check(new LonghornStore(target), Targets.volume(parsed), notes);
                findings.addAll(preflight.run("backup", () -> check.look(goal)));
            }
            return new PreflightReport(target.describe(), findings);
        }
    }

    private StoreCheck check(LonghornStore store, String volume, Notes notes) {
        return new StoreCheck(
                store.catalog(volume, Optional.empty()),
                store.lock(volume, notes, random, time::nanos, time.clock()),
                Failures::of,
                time::nanos);
    }

    private static BackupCatalog catalog(BackupTarget target, TargetUrl url, RestoreRequest request)
            throws RestoreException {
        return new LonghornStore(target).catalog(Targets.volume(url), request.backingImage());
    }
}

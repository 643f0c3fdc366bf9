package io.restorekit.preflight;

import io.restorekit.api.Failure;
import io.restorekit.api.Finding;
import io.restorekit.api.Goal;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupCatalog.Located;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.BackupLock;
import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Content;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Looks at the backups of one volume as a restore will: reads a manifest and one block, and takes and gives back the
 * lock. Blocks, and makes one attempt each.
 */
public final class StoreCheck {
    private static final String BACKUP = "backup";
    private static final String BLOCK = "block";
    private static final String LOCK = "lock folder";

    private final BackupCatalog catalog;
    private final BackupLock lock;
    private final Function<Exception, Failure> failures;
    private final LongSupplier nanoTime;
    private final List<Finding> findings = new ArrayList<>();
    private boolean reached = true;

    /** @param failures says what an exception of the backup target or of its content means */
    public StoreCheck(
            BackupCatalog catalog, BackupLock lock, Function<Exception, Failure> failures, LongSupplier nanoTime) {
        this.catalog = catalog;
        this.lock = lock;
        this.failures = failures;
        this.nanoTime = nanoTime;
    }

    /** Looks once; a check that makes no sense after a failed one is left out. */
    public List<Finding> look(Goal goal) {
        manifest(goal).ifPresent(this::block);
        if (reached) {
            lock();
        }
        return List.copyOf(findings);
    }

    private Optional<Manifest> manifest(Goal goal) {
        try {
            if (catalog.locate(goal, Optional.empty(), Progress.UNHEARD) instanceof Located.Found found) {
                Manifest manifest = found.manifest();
                findings.add(Finding.good(
                        BACKUP,
                        manifest.backup() + ", " + manifest.blocks().volumeSize() + " bytes, made from a snapshot of "
                                + manifest.snapshotAt().map(Object::toString).orElse("an unknown time")));
                return Optional.of(manifest);
            }
            return Optional.empty();
        } catch (TargetException | BackupException e) {
            reached = e instanceof BackupException;
            findings.add(problem(BACKUP, e));
            return Optional.empty();
        }
    }

    private void block(Manifest manifest) {
        Optional<Digest> first = firstBlock(manifest.blocks());
        if (first.isEmpty()) {
            findings.add(Finding.unchecked(BLOCK, manifest.backup() + " holds zeros alone"));
            return;
        }
        int size = manifest.blocks().blockSize();
        long begin = nanoTime.getAsLong();
        try {
            catalog.fetch(first.get(), new byte[size], size, Progress.UNHEARD);
            long millis = Duration.ofNanos(nanoTime.getAsLong() - begin).toMillis();
            findings.add(
                    Finding.good(BLOCK, "a block of " + size + " bytes was read and is right, in " + millis + " ms"));
        } catch (TargetException | BackupException e) {
            findings.add(problem(BLOCK, e));
        }
    }

    private static Optional<Digest> firstBlock(BlockMap blocks) {
        for (int block = 0; block < blocks.blocks(); block++) {
            if (blocks.content(block) instanceof Content.Data data) {
                return Optional.of(data.digest());
            }
        }
        return Optional.empty();
    }

    private void lock() {
        Finding taken = taken();
        findings.add(taken);
        if (lock.isThere()) {
            try {
                lock.release();
            } catch (TargetException e) {
                if (taken.severity() == Finding.Severity.GOOD) {
                    findings.add(left(e));
                }
            }
        }
    }

    private Finding left(TargetException why) {
        return Finding.warning(
                LOCK,
                "the lock could not be taken away: " + failures.apply(why).what(),
                "let the credentials delete below locks/; until then each restore leaves a lock, which is void after 150 s");
    }

    private Finding taken() {
        try {
            lock.step();
            return lock.notice()
                    .map(notice -> Finding.warning(
                            LOCK,
                            notice,
                            "let the credentials write and delete below locks/, so that nobody deletes a backup while"
                                    + " it is restored"))
                    .orElseGet(() -> Finding.good(LOCK, "a lock can be written"));
        } catch (BackupException | TargetException e) {
            Failure failure = failures.apply(e);
            return Finding.warning(LOCK, failure.what(), failure.advice());
        }
    }

    private Finding problem(String check, Exception thrown) {
        Failure failure = failures.apply(thrown);
        return Finding.problem(check, failure.what(), failure.advice());
    }
}

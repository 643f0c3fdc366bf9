package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.target.TargetObject;
import java.util.Optional;

/** Counts what came over the wire. */
final class Received implements Progress {
    long bytes;
    Optional<TargetObject> object = Optional.empty();

    @Override
    public void received(int count) {
        bytes += count;
    }

    @Override
    public void reads(TargetObject next) {
        object = Optional.of(next);
    }
}

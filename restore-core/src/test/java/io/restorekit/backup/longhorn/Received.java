package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupCatalog.Progress;

/** Counts what came over the wire. */
final class Received implements Progress {
    long bytes;
    Runnable abort = () -> {};

    @Override
    public void received(int count) {
        bytes += count;
    }

    @Override
    public void onAbort(Runnable way) {
        abort = way;
    }
}

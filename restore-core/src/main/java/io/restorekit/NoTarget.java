package io.restorekit;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.util.Optional;

/** For what has to do without a backup target. */
final class NoTarget implements BackupTarget {

    @Override
    public TargetObject open(ObjectKey key) throws Unavailable {
        throw away();
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws Unavailable {
        throw away();
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws Unavailable {
        throw away();
    }

    @Override
    public void delete(ObjectKey key) throws Unavailable {
        throw away();
    }

    private static Unavailable away() {
        return new Unavailable(Cause.OTHER, "a volume is activated without its backup target", null);
    }

    @Override
    public String describe() {
        return "no backup target";
    }

    @Override
    public void close() {}
}

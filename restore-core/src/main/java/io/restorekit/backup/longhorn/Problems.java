package io.restorekit.backup.longhorn;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupException;
import io.restorekit.target.ObjectKey;
import org.jspecify.annotations.Nullable;

/** The words for what cannot be used in a store. */
final class Problems {
    private static final int MOST_SHOWN = 60;

    private Problems() {}

    static BackupException damaged(ObjectKey config, String why, @Nullable Throwable cause) {
        return exception(
                Failure.Kind.CONFIG_DAMAGED,
                config + " is damaged: " + why,
                "it is read again; if it stays so, restore another backup or mend the store",
                cause);
    }

    static BackupException incompatible(ObjectKey config, String why, String advice) {
        return exception(Failure.Kind.INCOMPATIBLE, config + " cannot be restored: " + why, advice, null);
    }

    static BackupException gone(String what, Throwable cause) {
        return exception(
                Failure.Kind.GOAL_GONE,
                what,
                "it was deleted, or the URL names another place; see which backups there are with inspect",
                cause);
    }

    static BackupException incomplete(String what) {
        return exception(
                Failure.Kind.GOAL_INCOMPLETE,
                what,
                "wait until the backup is finished; if it was given up, restore another",
                null);
    }

    static BackupException blockDamaged(ObjectKey block, String why, @Nullable Throwable cause) {
        return exception(
                Failure.Kind.BLOCK_DAMAGED,
                block + " is damaged: " + why,
                "it is fetched again; if it stays so, restore another backup or mend the store",
                cause);
    }

    static BackupException exception(Failure.Kind kind, String what, String advice, @Nullable Throwable cause) {
        return new BackupException(new Failure(kind, what, advice), cause);
    }

    /** Text from a store, fit to be shown. */
    static String shown(String untrusted) {
        String head = untrusted.length() > MOST_SHOWN ? untrusted.substring(0, MOST_SHOWN) + "…" : untrusted;
        return '"' + head.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}

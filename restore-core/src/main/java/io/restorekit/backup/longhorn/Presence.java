package io.restorekit.backup.longhorn;

import io.restorekit.backup.BackupException;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;

/**
 * Tells what is gone from what only cannot be seen. An export that is not mounted is an empty folder: that something is
 * missing is believed only while a listing still shows the volume's own config, and does not show the thing.
 */
final class Presence {
    private final BackupTarget target;
    private final Layout layout;

    Presence(BackupTarget target, Layout layout) {
        this.target = target;
        this.layout = layout;
    }

    /**
     * @throws Unavailable if the volume's config cannot be seen either
     */
    void requireVolume(Missing why) throws TargetException {
        if (!Folder.shows(target, layout.volumeConfig(), layout.folder())) {
            throw new Unavailable(
                    Cause.MOUNT, layout.volumeConfig() + " is not to be seen: the store may not be mounted", why);
        }
    }

    /** What to say of a backup whose config is missing. */
    BackupException backupGone(String backup, Missing why) throws TargetException {
        requireVolume(why);
        if (Folder.shows(target, layout.backupConfig(backup), layout.backups())) {
            throw contradiction(layout.backupConfig(backup).path(), why);
        }
        return Problems.gone("the volume " + layout.volume() + " has no backup " + backup, why);
    }

    /** What to say of a volume whose config is missing. */
    BackupException volumeGone(Missing why) throws TargetException {
        if (Folder.entries(target, Layout.VOLUMES).isEmpty()) {
            throw new Unavailable(
                    Cause.MOUNT, Layout.VOLUMES + " is empty: the store may not be mounted, or lies elsewhere", why);
        }
        if (Folder.shows(target, layout.volumeConfig(), layout.folder())) {
            throw contradiction(layout.volumeConfig().path(), why);
        }
        return Problems.gone("there is no volume " + layout.volume() + " in the store", why);
    }

    private static Unavailable contradiction(String object, Missing why) {
        return new Unavailable(Cause.OTHER, object + " is listed, but was said to be missing", why);
    }
}

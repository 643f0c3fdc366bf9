package io.restorekit.backup.longhorn;

import io.restorekit.api.Names;
import io.restorekit.backup.Digest;
import io.restorekit.target.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the things of one volume lie in a store. */
final class Layout {
    static final ObjectKey VOLUMES = new ObjectKey("backupstore/volumes");
    static final String VOLUME_CONFIG = "volume.cfg";

    private static final String BACKUP_PREFIX = "backup_";
    private static final String BACKUP_SUFFIX = ".cfg";
    private static final String LOCK_SUFFIX = ".lck";

    private final String volume;
    private final ObjectKey folder;
    private final ObjectKey backups;
    private final ObjectKey blocks;
    private final ObjectKey locks;

    /**
     * @throws IllegalArgumentException if the name is not valid
     */
    Layout(String volume) {
        this.volume = Names.check("volume", volume);
        byte[] name = volume.getBytes(StandardCharsets.UTF_8);
        String checksum = new Sha512().digest(name, name.length).toString();
        this.folder = fanOut(VOLUMES, checksum).child(volume);
        this.backups = folder.child("backups");
        this.blocks = folder.child("blocks");
        this.locks = folder.child("locks");
    }

    String volume() {
        return volume;
    }

    ObjectKey folder() {
        return folder;
    }

    ObjectKey volumeConfig() {
        return folder.child(VOLUME_CONFIG);
    }

    ObjectKey backups() {
        return backups;
    }

    ObjectKey backupConfig(String backup) {
        return backups.child(BACKUP_PREFIX + Names.check("backup", backup) + BACKUP_SUFFIX);
    }

    ObjectKey block(Digest digest) {
        String checksum = digest.toString();
        return fanOut(blocks, checksum).child(checksum + ".blk");
    }

    ObjectKey locks() {
        return locks;
    }

    ObjectKey lock(String name) {
        return locks.child(Names.check("lock", name) + LOCK_SUFFIX);
    }

    /** The backup whose config has this file name; empty for leftovers of interrupted writes and strangers. */
    static Optional<String> backupOf(String fileName) {
        return between(BACKUP_PREFIX, fileName, BACKUP_SUFFIX);
    }

    /** The lock that this file is; empty as above. */
    static Optional<String> lockOf(String fileName) {
        return between("", fileName, LOCK_SUFFIX);
    }

    private static Optional<String> between(String prefix, String fileName, String suffix) {
        if (!fileName.startsWith(prefix)
                || !fileName.endsWith(suffix)
                || fileName.length() <= prefix.length() + suffix.length()) {
            return Optional.empty();
        }
        String name = fileName.substring(prefix.length(), fileName.length() - suffix.length());
        return Optional.of(name).filter(Names::valid);
    }

    private static ObjectKey fanOut(ObjectKey under, String checksum) {
        return under.child(checksum.substring(0, 2)).child(checksum.substring(2, 4));
    }
}

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

    private final String volume;
    private final ObjectKey folder;
    private final ObjectKey backups;
    private final ObjectKey blocks;

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

    /** The backup whose config has this file name; empty for leftovers of interrupted writes and strangers. */
    static Optional<String> backupOf(String fileName) {
        if (!fileName.startsWith(BACKUP_PREFIX)
                || !fileName.endsWith(BACKUP_SUFFIX)
                || fileName.length() <= BACKUP_PREFIX.length() + BACKUP_SUFFIX.length()) {
            return Optional.empty();
        }
        String name = fileName.substring(BACKUP_PREFIX.length(), fileName.length() - BACKUP_SUFFIX.length());
        return Optional.of(name).filter(Names::valid);
    }

    private static ObjectKey fanOut(ObjectKey under, String checksum) {
        return under.child(checksum.substring(0, 2)).child(checksum.substring(2, 4));
    }
}

package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JsonParser;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configs in one volume's folder. Thread-safe. */
final class VolumeFolder {
    private final BackupTarget target;
    private final Layout layout;
    private final ConfigReader configs;

    VolumeFolder(BackupTarget target, Layout layout) {
        this.target = target;
        this.layout = layout;
        this.configs = new ConfigReader(target);
    }

    /**
     * @throws BackupException with kind {@code GOAL_GONE} if there is surely no such volume
     */
    VolumeConfig volume(Progress progress) throws TargetException, BackupException {
        try {
            return configs.read(layout.volumeConfig(), VolumeConfig.MOST_BYTES, this::parse, progress);
        } catch (Missing e) {
            throw new Presence(target, layout).volumeGone(e);
        }
    }

    /** As {@link #volume}; empty if it is there, in a place that nobody confirmed. */
    Optional<VolumeConfig> volumeIfConfirmed(Progress progress) throws TargetException, BackupException {
        try {
            return configs.readIfConfirmed(layout.volumeConfig(), VolumeConfig.MOST_BYTES, this::parse, progress);
        } catch (Missing e) {
            throw new Presence(target, layout).volumeGone(e);
        }
    }

    private VolumeConfig parse(JsonParser json) throws IOException {
        return VolumeConfig.parse(layout.volume(), json);
    }

    /**
     * @throws BackupException with kind {@code GOAL_GONE} if there is surely no such backup
     */
    BackupConfig backup(String name, Progress progress) throws TargetException, BackupException {
        try {
            ConfigReader.Dated<BackupConfig> read = configs.readDated(
                    layout.backupConfig(name), BackupConfig.MOST_BYTES, BackupConfig::parse, progress);
            return read.written().map(read.config()::writtenAt).orElse(read.config());
        } catch (Missing e) {
            throw new Presence(target, layout).backupGone(name, e);
        }
    }

    /** The configs of backups that a listing shows. */
    List<Listing.ObjectEntry> listed() throws TargetException {
        List<Listing.ObjectEntry> listed = new ArrayList<>();
        for (Listing.ObjectEntry entry : Folder.objects(target, layout.backups())) {
            if (Layout.backupOf(entry.name()).isPresent()) {
                listed.add(entry);
            }
        }
        return listed;
    }

    /**
     * Reads the head of a listed config.
     *
     * @return empty if it has been deleted since
     */
    Optional<StoredBackup> head(Listing.ObjectEntry entry, Progress progress) throws TargetException, BackupException {
        String name = Layout.backupOf(entry.name()).orElseThrow();
        try {
            BackupHead head =
                    configs.read(layout.backupConfig(name), BackupConfig.MOST_BYTES, BackupConfig::parseHead, progress);
            if (!head.name().equals(name)) {
                throw Problems.damaged(
                        layout.backupConfig(name), "it is of another backup, " + Problems.shown(head.name()), null);
            }
            return Optional.of(new StoredBackup(name, head, entry.modified()));
        } catch (Missing e) {
            return Optional.empty();
        }
    }
}

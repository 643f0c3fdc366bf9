package io.restorekit.backup.longhorn;

import io.restorekit.api.Failure;
import io.restorekit.api.Goal;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.Digest;
import io.restorekit.backup.Manifest;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.TargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups of one volume in a Longhorn store. */
final class LonghornCatalog implements BackupCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(LonghornCatalog.class);

    private final Layout layout;
    private final VolumeFolder folder;
    private final ManifestBuilder manifests;
    private final BlockSource blocks;

    LonghornCatalog(BackupTarget target, Layout layout, Optional<Path> backingImage) {
        Optional<BackingImage> image = backingImage.map(BackingImage::new);
        this.layout = layout;
        this.folder = new VolumeFolder(target, layout);
        this.manifests = new ManifestBuilder(layout, image);
        this.blocks = new BlockSource(target, layout, image);
    }

    @Override
    public Located locate(Goal goal, Optional<String> held, Progress progress) throws TargetException, BackupException {
        if (goal instanceof Goal.Exactly exactly) {
            return exactly(exactly.backup(), held, progress);
        }
        if (held.isEmpty()) {
            return newest(folder.volume(progress), held, progress);
        }
        Optional<VolumeConfig> volume = folder.volumeIfConfirmed(progress);
        return volume.isPresent() ? newest(volume.get(), held, progress) : new Located.Unconfirmed();
    }

    private Located newest(VolumeConfig volume, Optional<String> held, Progress progress)
            throws TargetException, BackupException {
        if (volume.lastBackup().isPresent()) {
            try {
                return locate(volume, volume.lastBackup().get(), held, progress);
            } catch (BackupException e) {
                requireNotThere(e);
            }
        }
        return locate(volume, newest(volume, progress), held, progress);
    }

    @Override
    public Manifest manifest(String backup, Progress progress) throws TargetException, BackupException {
        return manifest(folder.volume(progress), backup, progress);
    }

    @Override
    public void fetch(Digest digest, byte[] into, int length, Progress progress)
            throws TargetException, BackupException {
        blocks.fetch(digest, into, length, progress);
    }

    @Override
    public int fetchPacked(Digest digest, byte[] into, int length, Progress progress)
            throws TargetException, BackupException {
        return blocks.fetchPacked(digest, into, length, progress);
    }

    @Override
    public void unpack(Digest digest, byte[] packed, int count, byte[] into, int length) throws BackupException {
        blocks.unpack(digest, packed, count, into, length);
    }

    @Override
    public int mostPacked(int length) {
        return BlockReader.mostPacked(length);
    }

    /** A goal whose manifest is held may be gone on with in a place that nobody confirmed: blocks prove themselves. */
    private Located exactly(String backup, Optional<String> held, Progress progress)
            throws TargetException, BackupException {
        if (held.filter(backup::equals).isPresent()) {
            folder.volumeIfConfirmed(progress);
            return new Located.Same();
        }
        return locate(folder.volume(progress), backup, held, progress);
    }

    private Located locate(VolumeConfig volume, String backup, Optional<String> held, Progress progress)
            throws TargetException, BackupException {
        return held.filter(backup::equals).isPresent()
                ? new Located.Same()
                : new Located.Found(manifest(volume, backup, progress));
    }

    private Manifest manifest(VolumeConfig volume, String backup, Progress progress)
            throws TargetException, BackupException {
        return manifests.build(backup, volume, folder.backup(backup, progress));
    }

    private String newest(VolumeConfig volume, Progress progress) throws TargetException, BackupException {
        List<StoredBackup> backups = new ArrayList<>();
        Optional<BackupException> damaged = Optional.empty();
        for (Listing.ObjectEntry entry : folder.listed()) {
            try {
                folder.head(entry, progress).ifPresent(backups::add);
            } catch (BackupException e) {
                LOG.warn("Passed over when looking for the newest backup: {}", e.getMessage());
                damaged = Optional.of(e);
            }
        }
        Optional<StoredBackup> newest = NewestBackup.of(volume.lastBackup(), backups);
        if (newest.isEmpty() && damaged.isPresent()) {
            throw damaged.get();
        }
        return newest.orElseThrow(() -> none(backups.isEmpty())).name();
    }

    private BackupException none(boolean empty) {
        String what = "the volume " + layout.volume() + " has no complete backup";
        Failure.Kind kind = empty ? Failure.Kind.GOAL_GONE : Failure.Kind.GOAL_INCOMPLETE;
        return Problems.exception(kind, what, "make a backup, or wait until the one in progress is finished", null);
    }

    /** A damaged config of the newest backup is not passed over: an older one would be a step back. */
    private static void requireNotThere(BackupException e) throws BackupException {
        Failure.Kind kind = e.failure().kind();
        if (kind != Failure.Kind.GOAL_GONE && kind != Failure.Kind.GOAL_INCOMPLETE) {
            throw e;
        }
    }
}

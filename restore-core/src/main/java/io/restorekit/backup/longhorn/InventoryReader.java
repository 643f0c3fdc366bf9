package io.restorekit.backup.longhorn;

import io.restorekit.api.Names;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.backup.StoreInventory;
import io.restorekit.backup.StoreInventory.BackupEntry;
import io.restorekit.backup.StoreInventory.VolumeEntry;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Unavailable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes one inventory of a store. Not thread-safe. */
final class InventoryReader {
    /** So many configs unreachable in a row mean that the backup target is, not they. */
    private static final int MOST_UNAVAILABLE = 3;

    private static final Pattern FAN_OUT = Pattern.compile("[0-9a-f]{2}");

    private final BackupTarget target;
    private int unavailable;

    InventoryReader(BackupTarget target) {
        this.target = target;
    }

    /** Reads one config. */
    private interface Read<T> {
        T read() throws TargetException, BackupException;
    }

    /** What a config says, or why it cannot be read. */
    private record Answer<T>(Optional<T> value, Optional<String> problem) {}

    StoreInventory read() throws TargetException {
        List<VolumeEntry> volumes = new ArrayList<>();
        for (ObjectKey first : fanOut(Layout.VOLUMES)) {
            for (ObjectKey second : fanOut(first)) {
                for (String name : Folder.folders(target, second)) {
                    if (Names.valid(name) && new Layout(name).folder().equals(second.child(name))) {
                        volumes.add(volume(new Layout(name)));
                    }
                }
            }
        }
        volumes.sort(Comparator.comparing(VolumeEntry::name));
        return new StoreInventory(target.describe(), volumes);
    }

    private List<ObjectKey> fanOut(ObjectKey folder) throws TargetException {
        return Folder.folders(target, folder).stream()
                .filter(name -> FAN_OUT.matcher(name).matches())
                .map(folder::child)
                .toList();
    }

    private VolumeEntry volume(Layout layout) throws TargetException {
        VolumeFolder folder = new VolumeFolder(target, layout);
        Answer<VolumeConfig> config = answer(() -> folder.volume(Progress.UNHEARD));
        List<BackupEntry> lines = new ArrayList<>();
        List<StoredBackup> backups = new ArrayList<>();
        for (Listing.ObjectEntry entry : folder.listed()) {
            Answer<Optional<StoredBackup>> answer = answer(() -> folder.head(entry, Progress.UNHEARD));
            answer.value().flatMap(found -> found).ifPresent(backup -> {
                backups.add(backup);
                lines.add(line(backup));
            });
            answer.problem().ifPresent(problem -> lines.add(broken(entry, problem)));
        }
        Optional<String> lastBackup = config.value().flatMap(VolumeConfig::lastBackup);
        return new VolumeEntry(
                layout.volume(),
                config.value().map(VolumeConfig::size),
                NewestBackup.of(lastBackup, backups).map(StoredBackup::name),
                lines,
                config.problem());
    }

    private <T> Answer<T> answer(Read<T> config) throws TargetException {
        try {
            T value = config.read();
            unavailable = 0;
            return new Answer<>(Optional.of(value), Optional.empty());
        } catch (BackupException e) {
            unavailable = 0;
            return new Answer<>(Optional.empty(), Optional.of(e.failure().what()));
        } catch (Unavailable e) {
            if (++unavailable == MOST_UNAVAILABLE) {
                throw e;
            }
            return new Answer<>(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        } catch (TargetException e) {
            return new Answer<>(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static BackupEntry line(StoredBackup backup) {
        BackupHead head = backup.head();
        Optional<Long> size = head.size().isPresent() ? Optional.of(head.size().getAsLong()) : Optional.empty();
        return new BackupEntry(
                backup.name(), head.snapshotAt(), head.createdAt(), size, backup.complete(), Optional.empty());
    }

    private static BackupEntry broken(Listing.ObjectEntry entry, String problem) {
        return new BackupEntry(
                Layout.backupOf(entry.name()).orElseThrow(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(problem));
    }
}

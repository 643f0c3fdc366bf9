package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.backup.StoreInventory.BackupEntry;
import io.restorekit.backup.StoreInventory.VolumeEntry;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private TestStore store;

    @BeforeEach
    void makeStore(@TempDir Path root) {
        store = new TestStore(root)
                .volume("b-2")
                .backup("b-1", "2026-01-01T00:00:00Z")
                .backup("b-2", "2026-01-02T00:00:00Z", "2026-01-02T00:00:05Z");
    }

    @Test
    void backupsAreDescribed() throws Exception {
        assertThat(volume().newest()).contains("b-2");
        assertThat(volume().size()).contains(262144L);
        BackupEntry backup = volume().backups().get(1);
        assertThat(backup.name()).isEqualTo("b-2");
        assertThat(backup.snapshotAt().orElseThrow()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(backup.createdAt().orElseThrow()).isEqualTo("2026-01-02T00:00:05Z");
        assertThat(backup.dataSize()).contains(0L);
        assertThat(backup.complete()).isTrue();
        assertThat(backup.problem()).isEmpty();
    }

    @Test
    void headIsReadNoFurtherThanItsBlocks() throws Exception {
        ObjectKey key = store.layout.backupConfig("b-3");
        store.write(key, """
                {"Name":"b-3","SnapshotCreatedAt":"2026-01-03T00:00:00Z","CreatedTime":"","Size":"65536","Blocks":[<html>""");
        BackupEntry backup = volume().backups().get(2);
        assertThat(backup.problem()).isEmpty();
        assertThat(backup.complete()).isFalse();
        assertThat(store.target.aborted()).isPositive();
    }

    @Test
    void whatTellsBackupsApartMayStandBehindTheBlocks() throws Exception {
        store.backup("b-3", new Sha512().digest(new byte[1], 1));
        BackupEntry backup = volume().backups().get(2);
        assertThat(backup.complete()).isTrue();
        assertThat(backup.dataSize()).contains(65536L);
    }

    @Test
    void brokenConfigIsOneLine() throws Exception {
        store.write(store.layout.backupConfig("b-1"), "<html>");
        assertThat(volume().backups()).hasSize(2);
        assertThat(volume().backups().get(0).problem().orElseThrow()).contains("backup_b-1.cfg is damaged");
        assertThat(volume().newest()).contains("b-2");
    }

    @Test
    void brokenVolumeIsOneLineAndItsBackupsAreShown() throws Exception {
        store.write(store.layout.volumeConfig(), "<html>");
        assertThat(volume().problem().orElseThrow()).contains("volume.cfg is damaged");
        assertThat(volume().size()).isEmpty();
        assertThat(volume().backups()).hasSize(2);
        assertThat(volume().newest()).contains("b-2");
    }

    @Test
    void unreachableConfigsHideNoOthers() throws Exception {
        store.target.onOpen(key -> key.equals(store.layout.backupConfig("b-1"))
                ? Optional.of(new Unavailable(Cause.TIMED_OUT, "timed out", null))
                : key.equals(store.layout.volumeConfig())
                        ? Optional.of(new Refused("denied", null))
                        : Optional.empty());
        assertThat(volume().problem()).contains("denied");
        assertThat(volume().backups())
                .extracting(BackupEntry::problem)
                .containsExactly(Optional.of("timed out"), Optional.empty());
    }

    @Test
    void unreachableTargetIsNoInventory() {
        store.target.onOpen(key -> Optional.of(new Unavailable(Cause.TIMED_OUT, "timed out", null)));
        assertThatThrownBy(() -> store.store().inventory()).isInstanceOf(Unavailable.class);
        store.target.onList(key -> Optional.of(new Refused("denied", null)));
        assertThatThrownBy(() -> store.store().inventory()).isInstanceOf(Refused.class);
    }

    @Test
    void strangersArePassedOver() throws Exception {
        ObjectKey folder = store.layout.folder();
        ObjectKey fanOut =
                new ObjectKey(folder.path().substring(0, folder.path().lastIndexOf('/')));
        store.write(fanOut.child("vol-2").child("volume.cfg"), "{}")
                .write(fanOut.child("..x").child("volume.cfg"), "{}")
                .write(Layout.VOLUMES.child("lost+found").child("x").child("y"), "{}");
        assertThat(store.store().inventory().volumes()).hasSize(1);
    }

    @Test
    void emptyPlaceHasNoVolumes(@TempDir Path root) throws Exception {
        assertThat(new TestStore(root).store().inventory().volumes()).isEmpty();
    }

    private VolumeEntry volume() throws Exception {
        return store.store().inventory().volumes().get(0);
    }
}

package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.backup.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private final Layout layout = new Layout("golden-lz4");

    @Test
    void keysAreLonghorns() {
        assertThat(layout.volumeConfig()).hasToString("backupstore/volumes/f3/33/golden-lz4/volume.cfg");
        assertThat(layout.backupConfig("backup-27d8"))
                .hasToString("backupstore/volumes/f3/33/golden-lz4/backups/backup_backup-27d8.cfg");
        assertThat(layout.block(Digest.parse("6401" + "a".repeat(60))))
                .hasToString("backupstore/volumes/f3/33/golden-lz4/blocks/64/01/6401" + "a".repeat(60) + ".blk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "../x", "a/b", "-a", ".a", "a b", "ä1"})
    void namesThatAreNotValidNeverBecomeKeys(String name) {
        assertThatThrownBy(() -> new Layout(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layout.backupConfig(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fileNamesOfBackupsAreTold() {
        assertThat(Layout.backupOf("backup_b-1.cfg")).contains("b-1");
        assertThat(Layout.backupOf("backup_b-1.cfg.tmp.99")).isEmpty();
        assertThat(Layout.backupOf("backup_.cfg")).isEmpty();
        assertThat(Layout.backupOf("backup_..cfg")).isEmpty();
        assertThat(Layout.backupOf("b-1.cfg")).isEmpty();
    }
}

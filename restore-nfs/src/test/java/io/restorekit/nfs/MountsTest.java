package io.restorekit.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.target.TargetException.Unavailable;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an export shows, by the kernel's mount table. */
class MountsTest {
    private static final String TABLE = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            35 22 0:51 / /mnt/root rw,relatime shared:7 - nfs4 nas:/ rw,vers=4.2,addr=192.0.2.1
            36 22 0:52 / /mnt/backups rw,relatime shared:8 master:2 - nfs4 nas:/export/backups rw,vers=4.2
            37 22 0:53 / /mnt/with\\040space\\134 rw,relatime - nfs nas:/export/my\\040data rw,vers=3
            38 22 0:54 / /mnt/gr\\303\\266\\303\\237e rw,relatime - nfs4 [2001:db8::1]:/six rw
            39 22 0:55 / /mnt/other rw,relatime - nfs4 other:/export/backups rw
            40 22 0:56 / /mnt/hidden rw,relatime - nfs4 nas:/export/backups/hidden rw
            41 22 0:57 / /mnt/hidden rw,relatime - tmpfs tmpfs rw
            42 22 0:58 / /mnt/cifs rw,relatime - cifs nas:/export/backups/cifs rw
            broken line
            43 22 0:59 / /mnt/short rw - nfs4
            """;

    @ParameterizedTest
    @CsvSource({
        "nas:/export/backups, /mnt/backups",
        "nas:/export/backups/, /mnt/backups",
        "NAS:/export/backups, /mnt/backups",
        "nas:/export/backups/a/b, /mnt/backups/a/b",
        "nas:/export/backups2, /mnt/root/export/backups2",
        "nas:/elsewhere, /mnt/root/elsewhere",
        "nas:/export/my data, '/mnt/with space\\'",
        "other:/export/backups, /mnt/other",
        "nas:/export/backups/hidden, /mnt/backups/hidden",
        "nas:/export/backups/cifs, /mnt/backups/cifs",
    })
    void nearestMountOfTheServerIsTaken(String export, String directory) {
        assertThat(MountTable.parse(TABLE).directory(Export.parse(export).orElseThrow()))
                .contains(Path.of(directory));
    }

    @Test
    void escapesStandForBytes() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "paths cannot hold letters beyond ASCII");

        assertThat(MountTable.parse(TABLE).directory(new Export("[2001:db8::1]", "/six/x")))
                .contains(Path.of("/mnt/größe/x"));
    }

    @Test
    void latestOfEqualMountsIsTaken() {
        String table = """
                36 22 0:52 / /mnt/first rw - nfs4 nas:/export rw
                37 22 0:53 / /mnt/second rw - nfs4 nas:/export rw
                """;

        assertThat(MountTable.parse(table).directory(new Export("nas", "/export")))
                .contains(Path.of("/mnt/second"));
    }

    @Test
    void exportOfAnotherServerIsNotFound() {
        assertThat(MountTable.parse(TABLE).directory(new Export("third", "/export/backups")))
                .isEmpty();
    }

    @Test
    void missingMountSaysWhatToMountAndIsFoundLater() throws Exception {
        AtomicReference<String> table = new AtomicReference<>("");
        Export export = new Export("nas", "/export/backups");
        MountedExport place =
                new MountedExport("nfs://nas:/export/backups", export, () -> MountTable.parse(table.get()));

        assertThat(catchThrowableOfType(Unavailable.class, place::directory))
                .hasMessageContaining("-o actimeo=1,soft,timeo=300,retry=2 nas:/export/backups")
                .hasMessageContaining(NfsBackupTargetProvider.MOUNT_POINT);

        table.set(TABLE);
        assertThat(place.directory()).isEqualTo(Path.of("/mnt/backups"));
        table.set("");
        assertThatThrownBy(place::directory).isInstanceOf(Unavailable.class);
        table.set("36 35 0:52 / /mnt/backups rw - nfs4 other:/export rw,soft");
        assertThatThrownBy(place::directory)
                .as("another export at the same place")
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void automountThatHasExpiredIsTouchedAgain() throws Exception {
        AtomicReference<String> table = new AtomicReference<>(TABLE);
        MountedExport place = new MountedExport(
                "nfs://nas:/export/backups", new Export("nas", "/export/backups"), () -> MountTable.parse(table.get()));
        assertThat(place.directory()).isEqualTo(Path.of("/mnt/backups"));
        table.set("36 35 0:52 / /mnt/backups rw - autofs systemd-1 rw,direct");
        assertThat(place.directory()).isEqualTo(Path.of("/mnt/backups"));
    }
}

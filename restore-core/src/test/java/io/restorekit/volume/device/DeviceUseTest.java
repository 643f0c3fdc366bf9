package io.restorekit.volume.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceUseTest {
    private static final DeviceNumber DISK = new DeviceNumber(8, 16);
    private static final DeviceNumber PARTITION = new DeviceNumber(8, 17);

    @TempDir
    Path directory;

    private KernelFiles files;

    @BeforeEach
    void disks() throws Exception {
        files = new KernelFiles(directory)
                .device("sda", "8:0")
                .device("sdb", "8:16")
                .partition("sdb/sdb1", "8:17")
                .partition("sdb/sdb2", "8:18");
    }

    @Test
    void deviceThatNobodyUsesIsFree() throws Exception {
        files.mounted("8:0", "/", "ext4", "/dev/sda").swap("/dev/sda3");
        assertThat(use(DISK)).isEmpty();
        assertThat(use(PARTITION)).isEmpty();
    }

    @Test
    void mountedDeviceIsToldWithItsMountPoint() throws Exception {
        files.mounted("8:16", "/mnt/my\\040data", "ext4", "/dev/mapper/other");
        assertThat(use(DISK)).contains("is mounted at /mnt/my data");
    }

    /** Its number in the mount table is none of a device. */
    @Test
    void fileSystemWithANumberOfItsOwnIsKnownByItsSource() throws Exception {
        files.mounted("0:45", "/srv", "btrfs", "/dev/sdb1");
        assertThat(use(PARTITION)).contains("is mounted at /srv");
        files.device("dm-3", "253:3")
                .fact("dm-3", "dm/name", "vg-data")
                .mounted("0:46", "/d", "btrfs", "/dev/mapper/vg-data");
        assertThat(use(new DeviceNumber(253, 3))).contains("is mounted at /d");
    }

    @Test
    void swapIsUse() throws Exception {
        files.swap("/dev/sdb");
        assertThat(use(DISK)).contains("is used as swap");
    }

    @Test
    void partOfAnotherDeviceIsUse() throws Exception {
        files.device("dm-0", "253:0").fact("dm-0", "dm/name", "crypt").holder("sdb", "dm-0");
        assertThat(use(DISK)).contains("is part of /dev/dm-0, /dev/mapper/crypt");
    }

    @Test
    void diskWithAPartitionInUseIsInUse() throws Exception {
        files.mounted("8:18", "/home", "xfs", "/dev/sdb2");
        assertThat(use(DISK)).contains("has a partition sdb2 that is mounted at /home");
        assertThat(use(PARTITION)).isEmpty();
    }

    @Test
    void partitionOfADiskInUseIsInUse() throws Exception {
        files.mounted("8:16", "/mnt", "ext4", "/dev/sdb");
        assertThat(use(PARTITION)).contains("is on the disk sdb that is mounted at /mnt");
    }

    @Test
    void kernelWithoutSwapHasNone() throws Exception {
        Files.delete(directory.resolve("proc/swaps"));
        assertThat(use(DISK)).isEmpty();
    }

    @Test
    void whereNobodyCanTellThatIsNoFreeDevice() throws Exception {
        assertThatThrownBy(() -> use(new DeviceNumber(9, 9)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("9:9");
        Files.delete(directory.resolve("proc/self/mountinfo"));
        assertThatThrownBy(() -> use(DISK)).isInstanceOf(IOException.class).hasMessageContaining("mount table");
    }

    private Optional<String> use(DeviceNumber number) throws IOException {
        return DeviceUse.of(number, files.kernel());
    }
}

package io.restorekit.volume.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which id a device is known again after a reboot. */
class BlockFolderTest {
    @TempDir
    Path directory;

    private KernelFiles files;

    @BeforeEach
    void kernel() throws Exception {
        files = new KernelFiles(directory).device("sdb", "8:16").partition("sdb/sdb2", "8:18");
    }

    @Test
    void deviceMapperComesBeforeAll() throws Exception {
        files.device("dm-1", "253:1").fact("dm-1", "dm/uuid", "LVM-abc").fact("dm-1", "wwid", "naa.5");
        assertThat(folder(253, 1).ownId()).contains("dm:LVM-abc");
    }

    @Test
    void hardwareIsKnownByItsWorldWideName() throws Exception {
        files.fact("sdb", "device/wwid", "t10.ATA     DISK   1");
        assertThat(folder(8, 16).ownId()).contains("wwid:t10.ATA_DISK_1");
        files.fact("sdb", "wwid", "eui.0025");
        assertThat(folder(8, 16).ownId()).contains("wwid:eui.0025");
    }

    @Test
    void partitionIsKnownByItsUuidOrByItsDisk() throws Exception {
        assertThat(folder(8, 18).ownId()).isEmpty();
        files.fact("sdb", "device/wwid", "naa.6");
        assertThat(folder(8, 18).ownId()).contains("wwid:naa.6-part2");
        files.event("sdb/sdb2", "DEVNAME=sdb2\nPARTUUID=11-22");
        assertThat(folder(8, 18).ownId()).contains("partuuid:11-22");
    }

    @Test
    void deviceWithoutAnAnswerHasNoId() throws Exception {
        files.fact("sdb", "wwid", " ");
        Files.createDirectories(directory.resolve("sys/devices/sdb/device/wwid"));
        assertThat(folder(8, 16).ownId()).isEmpty();
    }

    @Test
    void partitionHasTheBlocksAndTheMediumOfItsDisk() throws Exception {
        assertThat(folder(8, 18).logicalBlockSize()).isEqualTo(512);
        assertThat(folder(8, 18).sequence()).isEmpty();
        files.fact("sdb", "queue/logical_block_size", "4096").fact("sdb", "diskseq", "12");
        assertThat(folder(8, 18).logicalBlockSize()).isEqualTo(4096);
        assertThat(folder(8, 18).sequence()).contains("12");
    }

    private BlockFolder folder(int major, int minor) throws IOException {
        return files.kernel().block(new DeviceNumber(major, minor)).orElseThrow();
    }
}

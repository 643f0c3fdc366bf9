package io.restorekit.volume.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceNumberTest {
    @TempDir
    Path directory;

    @Test
    void numbersOfBothSizesAreUnpacked() {
        assertThat(DeviceNumber.of(0x700)).hasToString("7:0");
        assertThat(DeviceNumber.of(0x1030_fd01L)).hasToString("253:66305");
        assertThat(DeviceNumber.of(0x1_1000_0041_70b2L)).hasToString("70000:1202");
    }

    @Test
    void whatIsNoBlockDeviceHasNone() throws Exception {
        assertThat(DeviceNumber.at(directory)).isEmpty();
        assertThat(DeviceNumber.at(directory.resolve("none"))).isEmpty();
        assertThat(DeviceNumber.at(Files.createFile(directory.resolve("file")))).isEmpty();
        assertThat(DeviceNumber.at(Path.of("/dev/null"))).isEmpty();
    }
}

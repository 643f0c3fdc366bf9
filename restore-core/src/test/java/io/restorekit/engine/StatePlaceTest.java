package io.restorekit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatePlaceTest {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Path DISK = Path.of("target").toAbsolutePath();

    @Test
    void stateInMemoryForVolumeOnDiskIsRefused() throws Exception {
        assumeTrue(isMemory(MEMORY) && !isMemory(DISK), "needs a tmpfs at /dev/shm and a build directory on a disk");
        assertThatThrownBy(() -> StatePlace.check(DISK.resolve("volume"), MEMORY.resolve("none/state")))
                .isInstanceOfSatisfying(RestoreException.class, e -> {
                    Failure failure = e.failure();
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                    assertThat(failure.what()).contains("/dev/shm/none/state");
                });
    }

    @Test
    void stateThatLastsAsLongAsItsVolumeIsTaken() {
        assertThatCode(() -> StatePlace.check(MEMORY.resolve("volume"), MEMORY.resolve("state")))
                .doesNotThrowAnyException();
        assertThatCode(() -> StatePlace.check(DISK.resolve("volume"), DISK.resolve("state")))
                .doesNotThrowAnyException();
    }

    @Test
    void stateBesideADeviceIsRefused() throws Exception {
        Path device = Path.of("/dev/restorekit-has-no-such-device");
        Path beside = device.resolveSibling("restorekit-has-no-such-device.restore");
        assumeTrue(Files.getFileStore(Path.of("/dev")).type().endsWith("tmpfs"), "needs a /dev in memory");
        assertThatThrownBy(() -> StatePlace.check(device, beside)).isInstanceOfSatisfying(RestoreException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(e.failure().advice()).contains("name a state directory");
        });
        assertThatCode(() -> StatePlace.check(device, DISK.resolve("state"))).doesNotThrowAnyException();
    }

    private static boolean isMemory(Path path) throws Exception {
        return Files.isDirectory(path) && Files.getFileStore(path).type().equals("tmpfs");
    }
}

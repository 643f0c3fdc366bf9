package io.restorekit.testkit.device;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.testkit.contract.VolumeContract;
import io.restorekit.volume.FileVolume;
import io.restorekit.volume.Volume;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On a real device whose size is no multiple of the page size. */
class BlockDeviceContractTest extends VolumeContract {
    private static final long SIZE = (8 << 20) + 3 * 512;

    @TempDir
    Path directory;

    private Optional<LoopDevice> device = Optional.empty();

    @BeforeEach
    void attach() throws Exception {
        Optional<String> obstacle = LoopDevice.obstacle(directory);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        device = Optional.of(LoopDevice.ofSize(SIZE, directory));
    }

    @AfterEach
    void detach() throws Exception {
        if (device.isPresent()) {
            device.get().close();
        }
    }

    @Override
    protected Volume create() throws Exception {
        return reopen();
    }

    @Override
    protected Volume reopen() throws Exception {
        return FileVolume.openExisting(device.orElseThrow().node());
    }
}

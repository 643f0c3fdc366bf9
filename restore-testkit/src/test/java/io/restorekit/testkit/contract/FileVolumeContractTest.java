package io.restorekit.testkit.contract;

import io.restorekit.volume.FileVolume;
import io.restorekit.volume.Volume;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the disk of this machine. */
class FileVolumeContractTest extends VolumeContract {
    @TempDir
    Path directory;

    @Override
    protected Volume create() throws Exception {
        return FileVolume.createNew(directory.resolve("volume"));
    }

    @Override
    protected Volume reopen() throws Exception {
        return FileVolume.openExisting(directory.resolve("volume"));
    }
}

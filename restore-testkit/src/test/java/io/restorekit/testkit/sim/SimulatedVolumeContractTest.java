package io.restorekit.testkit.sim;

import io.restorekit.testkit.contract.VolumeContract;
import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.volume.FileVolume;
import io.restorekit.volume.Volume;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;

/** On a disk whose forces can fail. */
class SimulatedVolumeContractTest extends VolumeContract {
    private final DiskFaults faults = new DiskFaults(new Tally());
    private final FileSystem files = new SimDisk(Clock.systemUTC(), new SplittableRandom(1), faults).mount("host");
    private final Path path = files.getPath("/volume");

    @Override
    protected Volume create() throws Exception {
        return FileVolume.createNew(path);
    }

    @Override
    protected Volume reopen() throws Exception {
        return FileVolume.openExisting(path);
    }

    @Override
    protected boolean servesThreads() {
        return false;
    }

    @Override
    protected boolean failNextForce() {
        faults.failNextForce();
        return true;
    }
}

package io.restorekit.testkit.examples.naive;

import io.restorekit.testkit.scenario.restore.BlockingRestore;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** All that ties the naive restorer to a simulation. */
record SimulatedPlace(SimulatedSite site, BlockingRestore.ProgressListener told) implements NaiveRestorer.Place {

    /** It, as scenarios see it. */
    static BlockingRestore.Code of(NaiveRestorer restorer) {
        return (site, backup, told) -> restorer.restore(new SimulatedPlace(site, told), site.volumeName(), backup);
    }

    @Override
    public byte[] read(String key) throws IOException {
        return site.read(key);
    }

    @Override
    public Path volume() {
        return site.volume();
    }

    @Override
    public Path directory() {
        return site.directory();
    }

    @Override
    public void pause(Duration time) {
        site.time().sleep(time);
    }

    @Override
    public void isAt(long done, long total) {
        told.isAt(done, total);
    }
}

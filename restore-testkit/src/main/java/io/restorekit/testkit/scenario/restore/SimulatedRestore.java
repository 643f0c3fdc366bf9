package io.restorekit.testkit.scenario.restore;

import java.io.IOException;

/** One that takes time, disk and backup target from a {@link SimulatedSite}, so that hours pass at once. */
public non-sealed interface SimulatedRestore extends RestoreUnderTest {

    /**
     * Begins to restore a backup into the site's volume, as a process on the site's node that has just started would: all
     * that is known from before lies on the site's disk. Returns at once.
     *
     * @param backup its name
     */
    RestoreRun start(SimulatedSite site, String backup) throws IOException;
}

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

    /**
     * Begins to follow the newest backup in the same way, until it is told that the volume is needed: of those that offer
     * {@link io.restorekit.testkit.scenario.Need#FOLLOWING} alone.
     *
     * @throws UnsupportedOperationException if it does not offer that
     */
    default RestoreRun follow(SimulatedSite site) throws IOException {
        throw new UnsupportedOperationException(name() + " does not follow");
    }
}

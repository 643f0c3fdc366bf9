package io.restorekit.testkit.scenario.restore;

import java.io.IOException;

/** One that lives in real time, with real servers and a real disk: see {@link LiveSite}. */
public non-sealed interface LiveRestore extends RestoreUnderTest {

    /**
     * Begins to restore a backup into the site's volume, as a process that has just started would: all that is known from
     * before lies in the site's directory. Returns at once.
     *
     * @param backup its name
     */
    RestoreRun start(LiveSite site, String backup) throws IOException;

    /**
     * Begins to follow the newest backup in the same way, until it is told that the volume is needed: of those that offer
     * {@link io.restorekit.testkit.scenario.Need#FOLLOWING} alone.
     *
     * @throws UnsupportedOperationException if it does not offer that
     */
    default RestoreRun follow(LiveSite site) throws IOException {
        throw new UnsupportedOperationException(name() + " does not follow");
    }
}

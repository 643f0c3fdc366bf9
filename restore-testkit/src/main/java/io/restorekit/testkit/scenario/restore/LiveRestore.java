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
}

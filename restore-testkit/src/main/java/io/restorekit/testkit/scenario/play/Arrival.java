package io.restorekit.testkit.scenario.play;

import java.util.HashSet;
import java.util.Set;

/** How much has come of what the newest backup needs: who follows says nothing that tells one backup from the next. */
final class Arrival {
    private final Scene scene;
    private final int holds;
    private Set<String> wanted = Set.of();

    /**
     * @param holds the backup that the volume held at the beginning
     */
    Arrival(Scene scene, int holds) {
        this.scene = scene;
        this.holds = holds;
    }

    /** The newest is another one: counts what must still come for it, however many of those before are passed over. */
    void begins() {
        Set<String> blocks = new HashSet<>(scene.difference(scene.made().newest(), holds));
        blocks.removeAll(scene.fetches().keys());
        wanted = blocks;
    }

    boolean isAt(int percent) {
        return scene.fetches().share(wanted) >= percent;
    }
}

package io.restorekit.cli.badinput;

import io.restorekit.cli.badinput.Scene.Mending;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Things that happen in the middle of a restore: after its opening commit, before its first block is written. */
final class Meanwhile {
    private Meanwhile() {}

    /** The store's thread does it before it answers; the blocks' requests wait for each other. */
    static void atFirstBlock(Scene scene, Mending happening) {
        AtomicBoolean happened = new AtomicBoolean();
        scene.server().faults().decide(request -> {
            if (request.key().endsWith(".blk")) {
                once(happened, happening);
            }
            return Optional.empty();
        });
    }

    private static synchronized void once(AtomicBoolean happened, Mending happening) {
        if (happened.compareAndSet(false, true)) {
            try {
                happening.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}

package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.nio.file.Path;

/** Activates a volume, which is for ever, and puts back what was there before: bytes, labels and times, in the same file. */
final class Rehearsal {
    private final FolderStore store;
    private final Followed followed;

    Rehearsal(FolderStore store, Followed followed) {
        this.store = store;
        this.followed = followed;
    }

    /** With the store gone. */
    void activates(String backup, String told) throws Exception {
        Path place = followed.volume().resolveSibling(".").normalize();
        Path kept = place.resolveSibling("kept");
        run("cp", "-a", place.toString(), kept.toString());
        store.goesAway();
        followed.isActivatedAt(backup, told);
        followed.holds(store.chain().image(backup), told);
        store.comesBack();
        run("rm", "-r", followed.state().toString());
        run("cp", "-a", kept + "/.", place.toString());
        run("rm", "-r", kept.toString());
    }

    private static void run(String... words) throws InterruptedException {
        try (ChildProcess child = ChildProcess.start(Command.of(words))) {
            assertThat(child.awaitExit(Followed.PATIENCE))
                    .as("%s", child.lines())
                    .isZero();
        }
    }
}

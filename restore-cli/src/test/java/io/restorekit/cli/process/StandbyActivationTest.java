package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby that runs is asked by another process to leave its volume. */
class StandbyActivationTest {
    private static final int BLOCKS = 40;
    private static final int EVERY = 4;

    @TempDir
    Path directory;

    private SlowStore store;
    private Followed followed;
    private String first;

    @BeforeEach
    void open() throws IOException {
        store = new SlowStore(BLOCKS, Duration.ZERO);
        first = store.chain().newest();
        followed = new Followed(directory.resolve("volume"), store.url(), store.environment());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whileItWatches() throws Exception {
        try (ChildProcess standby = watching()) {
            String second = store.chain().backup(EVERY);
            standby.awaitLine(Followed.watching(second), Followed.PATIENCE);
            endsAt(second, standby);
        }
    }

    @Test
    void whileBlocksOfTheNextBackupHang() throws Exception {
        try (ChildProcess standby = watching()) {
            store.holdsBlocksBack();
            String second = store.chain().backup(EVERY);
            standby.awaitLine(Followed.phase("STAGING", second), Followed.PATIENCE);
            endsAt(first, standby);
        }
    }

    @Test
    void whileItWaitsForItsStore() throws Exception {
        try (ChildProcess standby = watching()) {
            store.stops();
            standby.awaitLine(Followed.WAITING, Followed.PATIENCE);
            endsAt(first, standby);
        }
    }

    @Test
    void beforeItHoldsABackupItIsRefusedAndGoesOn() throws Exception {
        isNotActivated("nobody has begun");
        store.holdsBlocksBack();
        try (ChildProcess standby = beginning()) {
            standby.kill();
        }
        isNotActivated("killed in its first backup");
        try (ChildProcess standby = beginning()) {
            isNotActivated("in its first backup");
            store.fast();
            standby.awaitLine(Followed.watching(first), Followed.PATIENCE);
        }
        followed.holds(store.chain().image(first), "once blocks come again");
    }

    private ChildProcess beginning() throws InterruptedException {
        ChildProcess standby = followed.standby();
        standby.awaitLine(Followed.phase("TRANSFERRING", first), Followed.PATIENCE);
        return standby;
    }

    private void isNotActivated(String told) throws InterruptedException {
        followed.isNotActivated(Followed.USAGE, Failure.Kind.NO_RESTORE_POINT, told);
    }

    private ChildProcess watching() throws InterruptedException {
        ChildProcess standby = followed.standby();
        standby.awaitLine(Followed.watching(first), Followed.PATIENCE);
        return standby;
    }

    private void endsAt(String backup, ChildProcess standby) throws Exception {
        followed.isActivatedAt(backup, "while a standby runs");
        assertThat(standby.awaitExit(Followed.PATIENCE))
                .as("%s", standby.lines())
                .isZero();
        assertThat(standby.out()).last().asString().contains(Followed.activated(backup));
        followed.belongsToOthersAt(store.chain().image(backup));
    }
}

package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Activation where the store is gone, or the standby. */
class StandbyGoneTest {
    private static final int BLOCKS = 300;

    @TempDir
    Path directory;

    private FolderStore store;
    private Chain chain;
    private Followed followed;

    @BeforeEach
    void open() throws IOException {
        store = new FolderStore(directory.resolve("store"), BLOCKS);
        chain = store.chain();
        followed = new Followed(directory.resolve("volume"), store.url(), Map.of());
    }

    @Test
    void waitingForItsStoreItIsActivated() throws Exception {
        try (ChildProcess standby = watching()) {
            store.goesAway();
            standby.awaitLine(Followed.WAITING, Followed.PATIENCE);
            followed.isActivatedAt(chain.newest(), "while it waits");
            assertThat(standby.awaitExit(Followed.PATIENCE))
                    .as("%s", standby.lines())
                    .isZero();
        }
        followed.belongsToOthersAt(chain.image(chain.newest()));
    }

    @Test
    void killedInTheMiddleOfAnApplyItIsFinishedWithoutItsStore() throws Exception {
        String told = killed(Moment.APPLYING);
        store.goesAway();
        followed.isActivatedAt(chain.newest(), told);
        followed.belongsToOthersAt(chain.image(chain.newest()));
    }

    @Test
    void writtenToByOthersAfterItsEndItIsLeftToThem() throws Exception {
        try (ChildProcess standby = watching()) {
            standby.terminate(Followed.PATIENCE);
        }
        isLeftToWhoWrites("ended");
    }

    @Test
    void writtenToByOthersAfterItWasKilledInStagingItIsLeftToThem() throws Exception {
        isLeftToWhoWrites(killed(Moment.STAGING));
    }

    private ChildProcess watching() throws InterruptedException {
        ChildProcess standby = followed.standby();
        standby.awaitLine(Followed.watching(chain.newest()), Followed.PATIENCE);
        return standby;
    }

    /** Tells by which seed. */
    private String killed(Moment moment) throws Exception {
        Killing killing = new Killing(followed, chain);
        killing.at(moment, before -> {});
        return killing.told();
    }

    /** At a time that the file system tells from the one before. */
    private void isLeftToWhoWrites(String told) throws Exception {
        FileTime modified = Files.getLastModifiedTime(followed.volume());
        try (RandomAccessFile file = new RandomAccessFile(followed.volume().toFile(), "rw")) {
            int before = file.read();
            do {
                file.seek(0);
                file.write(before + 1);
            } while (Files.getLastModifiedTime(followed.volume()).equals(modified));
        }
        byte[] theirs = Files.readAllBytes(followed.volume());
        followed.isNotActivated(Followed.ATTENTION, Failure.Kind.VOLUME_CHANGED, told);
        followed.holds(theirs, told);
    }
}

package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.StoredState;
import io.restorekit.api.StoredState.Standing;
import io.restorekit.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One standby, killed again and again on its way to the next backup: at any moment it can be activated. */
class StandbyKillTest {
    private static final int BLOCKS = 300;
    private static final int ROUNDS = Integer.getInteger("restorekit.standby.rounds", 2);

    /** Of a backup that comes after the kill, each so many-th block is another. */
    private static final int EVERY = 20;

    @TempDir
    Path directory;

    @Test
    void killedAnywhereItCanBeActivatedAndGoesOn() throws Exception {
        FolderStore store = new FolderStore(directory.resolve("store"), BLOCKS);
        Chain chain = store.chain();
        Path place = Files.createDirectory(directory.resolve("place"));
        Followed followed = new Followed(place.resolve("volume"), store.url(), Map.of());
        Rehearsal rehearsal = new Rehearsal(store, followed);
        Killing killing = new Killing(followed, chain);
        for (int round = 0; round < ROUNDS; round++) {
            for (Moment moment : Moment.values()) {
                String told = killing.told() + ", killed in " + moment + ", round " + round;
                killing.at(moment, before -> {
                    rehearsal.activates(worth(followed, chain, before, told), told);
                    if (killing.coin()) {
                        chain.backup(EVERY);
                    }
                });
            }
        }
        try (ChildProcess standby = followed.standby()) {
            standby.awaitLine(Followed.watching(chain.newest()), Followed.PATIENCE);
        }
        followed.holds(chain.image(chain.newest()), killing.told());
    }

    /** The backup that the volume holds, or will hold once its stage is applied. */
    private static String worth(Followed followed, Chain chain, String before, String told) throws Exception {
        StoredState.Known left = followed.known();
        assertThat(left.standing()).as(told).isIn(Standing.STAGING, Standing.APPLYING, Standing.RESTORED);
        if (left.standing() == Standing.APPLYING) {
            assertThat(left.goal()).as(told).isEqualTo(chain.newest());
            assertThat(left.restorePoint()).as(told).isEmpty();
            holdsOfEither(chain.image(before), chain.image(chain.newest()), followed, told);
            return chain.newest();
        }
        String held = left.standing() == Standing.STAGING ? before : chain.newest();
        assertThat(left.restorePoint()).as(told).contains(held);
        followed.holds(chain.image(held), told);
        return held;
    }

    private static void holdsOfEither(byte[] one, byte[] other, Followed followed, String told) throws IOException {
        byte[] found = Files.readAllBytes(followed.volume());
        int at = 0;
        while (at < found.length && (found[at] == one[at] || found[at] == other[at])) {
            at++;
        }
        assertThat(at).as("the first byte that is of neither backup, %s", told).isEqualTo(one.length);
    }
}

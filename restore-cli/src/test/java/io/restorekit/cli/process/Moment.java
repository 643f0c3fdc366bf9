package io.restorekit.cli.process;

import io.restorekit.api.StoredState;
import io.restorekit.api.StoredState.Standing;
import io.restorekit.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

/** Where a standby can be on its way to the newest backup. */
enum Moment {
    /** Some of the blocks lie in the stage. */
    STAGING {
        @Override
        void await(ChildProcess standby, Followed followed, Chain chain, int point) {
            Spin.until(() -> followed.staged() >= (long) (point + 1) * Chain.BLOCK, "so much is staged");
        }

        @Override
        boolean isMet(StoredState.Known left, Followed followed, Chain chain) {
            return left.standing() == Standing.STAGING
                    && followed.staged() < (long) chain.changed().size() * Chain.BLOCK;
        }
    },
    /** All of them do, and it is not marked as complete. */
    SEALING {
        @Override
        void await(ChildProcess standby, Followed followed, Chain chain, int point) throws InterruptedException {
            standby.awaitLine(Followed.phase("SEALING", chain.newest()), Followed.PATIENCE);
        }

        @Override
        boolean isMet(StoredState.Known left, Followed followed, Chain chain) {
            return left.standing() == Standing.STAGING;
        }
    },
    /** Some of them are in the volume. */
    APPLYING {
        @Override
        void await(ChildProcess standby, Followed followed, Chain chain, int point) {
            Spin.until(() -> isNew(followed, chain, chain.changed().get(point)), "so much is applied");
        }

        @Override
        boolean isMet(StoredState.Known left, Followed followed, Chain chain) {
            return left.standing() == Standing.APPLYING
                    && !chain.changed().stream().allMatch(block -> isNew(followed, chain, block));
        }
    };

    /**
     * Returns as soon as it is there.
     *
     * @param point the block that it comes with, in the order of those that have changed; sealing has no such
     */
    abstract void await(ChildProcess standby, Followed followed, Chain chain, int point) throws InterruptedException;

    /** Whether a process that was killed then was not further already. */
    abstract boolean isMet(StoredState.Known left, Followed followed, Chain chain);

    static int point(Random random, Chain chain) {
        return random.nextInt(chain.changed().size() * 3 / 4);
    }

    private static boolean isNew(Followed followed, Chain chain, int block) {
        byte[] found = new byte[Chain.BLOCK];
        try (RandomAccessFile file = new RandomAccessFile(followed.volume().toFile(), "r")) {
            file.seek((long) block * Chain.BLOCK);
            file.readFully(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int at = block * Chain.BLOCK;
        return Arrays.equals(found, 0, Chain.BLOCK, chain.image(chain.newest()), at, at + Chain.BLOCK);
    }
}

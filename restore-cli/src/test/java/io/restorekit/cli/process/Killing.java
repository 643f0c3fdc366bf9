package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import java.util.Random;

/** Kills standbys on their way from the newest backup to one that is made while they watch. */
final class Killing {
    private static final String SEED = "restorekit.standby.seed";

    /** Each so many-th block is another. */
    private static final int EVERY = 2;

    /** It can be further before the signal is there: then the next one is killed. */
    private static final int MOST_TRIES = 20;

    private final Followed followed;
    private final Chain chain;
    private final long seed = Long.getLong(SEED, new Random().nextLong());
    private final Random random = new Random(seed);

    Killing(Followed followed, Chain chain) {
        this.followed = followed;
        this.chain = chain;
        System.out.println("Killing " + told());
    }

    /** What to do after each kill. */
    interface Afterwards {
        /**
         * @param before the backup that was the newest
         */
        void look(String before) throws Exception;
    }

    void at(Moment moment, Afterwards afterwards) throws Exception {
        int tries = 0;
        boolean met = false;
        while (!met) {
            assertThat(tries++).as("tries to kill in %s, %s", moment, told()).isLessThan(MOST_TRIES);
            String before = chain.newest();
            killed(moment);
            met = moment.isMet(followed.known(), followed, chain);
            afterwards.look(before);
        }
    }

    private void killed(Moment moment) throws Exception {
        try (ChildProcess standby = followed.standby()) {
            standby.awaitLine(Followed.watching(chain.newest()), Followed.PATIENCE);
            followed.holds(chain.image(chain.newest()), told());
            chain.backup(EVERY);
            moment.await(standby, followed, chain, Moment.point(random, chain));
            standby.kill();
        }
    }

    boolean coin() {
        return random.nextBoolean();
    }

    String told() {
        return "-D" + SEED + "=" + seed;
    }
}

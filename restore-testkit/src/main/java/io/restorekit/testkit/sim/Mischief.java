package io.restorekit.testkit.sim;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is done to a restore while it runs. */
enum Mischief {
    WEATHER(5),
    POWER_CUT(2),
    POWER_CUT_IN_AN_OPERATION(4),
    KILL(2),
    MOVE_TO_ANOTHER_NODE(3),
    STOP_FOR_A_WHILE(1),
    CLOCK_JUMP(1),
    DISK_FULL(1),
    WRITE_FAILS(1),
    FORCE_FAILS(2),
    PAUSE(3),
    CANCEL(1),
    RETARGET(2),
    RETRY_NOW(1),
    ROLL_BACK_VOLUME(1),
    /** Somebody writes into a volume that was left in order, and that no restore writes to: it waits, or stages, or has ended. */
    FOREIGN_HAND(2),
    DELETION(3),
    /** One object cannot be had while all others can. */
    CURSE(1),
    /** A byte of a file in the state directory changes while the power is off. */
    BIT_ROT(1),
    /** The volume that a standby follows is backed up again. */
    BACKUP(4),
    /** Somebody needs the standby now. */
    ACTIVATE(1);

    /** Where a person would have to say what becomes of a standby. */
    private static final Set<Mischief> NEEDS_A_PERSON = EnumSet.of(ROLL_BACK_VOLUME, BIT_ROT);

    private static final Set<Mischief> OF_STANDBYS = EnumSet.of(BACKUP, ACTIVATE);

    static List<Mischief> of(Beginning beginning) {
        Set<Mischief> others = beginning == Beginning.FOLLOWING ? NEEDS_A_PERSON : OF_STANDBYS;
        return List.copyOf(EnumSet.complementOf(EnumSet.copyOf(others)));
    }

    private final int weight;

    Mischief(int weight) {
        this.weight = weight;
    }

    static Mischief next(RandomGenerator random, Collection<Mischief> among) {
        int chosen = random.nextInt(
                among.stream().mapToInt(mischief -> mischief.weight).sum());
        for (Mischief mischief : among) {
            chosen -= mischief.weight;
            if (chosen < 0) {
                return mischief;
            }
        }
        throw new IllegalStateException("weights");
    }
}

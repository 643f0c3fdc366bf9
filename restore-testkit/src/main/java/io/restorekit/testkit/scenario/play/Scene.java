package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Kept;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A place where a scenario is played: one volume, one backup target, nodes that take turns at the volume. For one thread. */
interface Scene extends AutoCloseable {

    /** Time since the scene was set. */
    Duration now();

    /** How long a time of a story is here. */
    Duration scaled(Duration time);

    /** How long anything is waited for that must come some time. */
    Duration patience();

    /** How much longer than was told a fault lasts at most, if nothing has met it by then: a slow machine is no finding. */
    Duration grace();

    /** Lets the next thing happen, but lets no more time pass than to then; false if nothing ever happens any more. */
    boolean next(Duration notAfter);

    /** A process on the current node begins to restore a backup, counted from 1, or to follow the newest. */
    MortalRun start(int backup) throws IOException;

    /** What starts from now on starts on another node, which has the disk. */
    void moveToAnotherNode();

    /** What befalls the backup target. */
    SceneFaults faults();

    /** What was to befall the disk and has not, in words. */
    List<String> unfiredOnDisk();

    /** Checks that cannot be looked at here. */
    Set<Check> unseen();

    void cutPower(Kept kept);

    /** The power is cut in the middle of the operation with this number, counted from now. */
    void cutPowerAt(long operation, Kept kept);

    /** Whether the cut that {@link #cutPowerAt} planned has come. */
    boolean hasCutPower();

    void failNextForce();

    /** The next backup of the chain is made. */
    void backUp();

    /** The backups that were made. */
    MadeBackups made();

    void delete(int backup, Duration pause);

    void lose(int backup);

    void bringBack();

    /** Restores that took the store's lock beside a deletion that held it. */
    List<String> trespasses();

    /** How many operations have changed or forced something on the disk. */
    long diskOperations();

    /** What has come of the store. */
    Fetches fetches();

    /** Whether the volume holds the backup, as programs see it. */
    boolean holds(int backup) throws IOException;

    /** Whether it would after a power cut now; where that cannot be seen, as programs see it. */
    boolean holdsForGood(int backup) throws IOException;

    /** Keys of the blocks that a backup has and another has not at the same place; all of a backup where that is 0. */
    List<String> difference(int backup, int before);

    @Override
    void close() throws IOException;
}

package io.restorekit.testkit.sim;

/** What must hold at every moment of every simulation. */
public enum Invariant {
    /** If power were cut now, what the checkpoint says would be so. */
    CLAIMED_IS_DURABLE,
    /** A volume whose checkpoint says that it holds a backup completely is not written: restored, staging or activated. */
    RESTORED_IS_LEFT_ALONE,
    /** A followed volume that somebody else has written to is not written again, nor activated, and a person is told. */
    SOMEBODYS_IS_LEFT_TO_THEM,
    /** The claim for a goal only grows. */
    CLAIM_NEVER_SHRINKS,
    /** Calls under way stay within the window and its exceptions, pending blocks within their bound. */
    WITHIN_BOUNDS,
    /** While a restore waits or looks for its goal, one call at most is under way; while it is paused, none. */
    ONE_PROBE,
    /** After the outcome a restore calls nobody and touches no file. */
    NOTHING_AFTER_THE_END,
    /** Progress never goes back within a goal, and never beyond the whole. */
    HONEST_PROGRESS,
    /** Only what was injected as fatal ends a restore in failure. */
    OUTAGE_NEVER_FAILS,
    /** "Restored" is said only of a volume that holds the goal, durably. */
    RESTORED_IS_TRUE,
    /** The record of the restore point, where it fits the volume, names what it holds durably; no crash loses it. */
    RESTORE_POINT_IS_TRUE,
    /** A stage that is complete is applied without the backup target. */
    APPLYING_NEEDS_NOBODY,
    /** A standby that watches is activated at once, whatever the backup target does; what it holds then is one backup. */
    ACTIVATED_AT_ONCE,
    /** A block, a config or a backup is called missing or damaged only if it was, or if a place that is surely ours lied. */
    NO_FALSE_ALARM,
    /** Nothing is deleted while a restore holds the lock, as far as both sides can know. */
    DELETION_IS_KEPT_OUT,
    /** A backup target that asks to be left alone for a while is. */
    LEFT_ALONE_WHEN_ASKED,
    /** Once the faults have stopped, the goal is reached within the bound. */
    REACHES_THE_GOAL
}

package io.restorekit.testkit.sim;

/** What is done to a restore while it runs. */
enum Mischief {
    WEATHER,
    POWER_CUT,
    POWER_CUT_IN_AN_OPERATION,
    KILL,
    MOVE_TO_ANOTHER_NODE,
    STOP_FOR_A_WHILE,
    CLOCK_JUMP,
    DISK_FULL,
    WRITE_FAILS,
    FORCE_FAILS,
    PAUSE,
    CANCEL,
    RETARGET,
    RETRY_NOW
}

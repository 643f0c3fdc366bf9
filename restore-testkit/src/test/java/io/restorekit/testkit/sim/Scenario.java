package io.restorekit.testkit.sim;

import java.time.Duration;

/** What happened to others, told to RestoreKit. */
abstract class Scenario {
    static final Duration SOON = Duration.ofSeconds(10);

    /** A restart on another boot gives an owner elsewhere twelve seconds, here long over when the store is back. */
    static final Duration SECONDS = Duration.ofSeconds(30);

    static final Duration MINUTES = Duration.ofMinutes(20);

    final Script script = new Script().restoredFirst();
}

package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what files show: it is seen at once, for a signal that has to come before it is over. */
final class Spin {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Spin() {}

    static void until(BooleanSupplier seen, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!seen.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.onSpinWait();
        }
    }
}

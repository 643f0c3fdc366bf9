package io.restorekit.testkit.sim;

import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One who holds what he wants sleeps while another goes on, and wakes in an outage. */
public final class MemoryHunt implements UnaryOperator<String> {
    /** Loaded and made through another class loader. */
    public MemoryHunt() {}

    @Override
    public String apply(String invariant) {
        try {
            new Script()
                    .restoredFirst()
                    .turns(Weather.DOWN)
                    .restores(0)
                    .passes(Duration.ofSeconds(5))
                    .sleepsFor(Duration.ofMinutes(2))
                    .turns(Weather.CLEAR)
                    .movesToAnotherHost()
                    .restores(1)
                    .isRestoredWithin(Duration.ofMinutes(1))
                    .turns(Weather.DOWN)
                    .passes(Duration.ofMinutes(3))
                    .turns(Weather.CLEAR)
                    .passes(Duration.ofMinutes(1));
            return "";
        } catch (Violation e) {
            return e.getMessage();
        }
    }
}

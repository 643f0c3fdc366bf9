package io.restorekit.testkit.sim;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * One who has lost the fence wakes before he has to look who owns the volume, from many seeds, until that breaks the named
 * invariant.
 */
public final class FenceHunt implements UnaryOperator<String> {
    private static final int SEEDS = 40;

    /** Loaded and made through another class loader. */
    public FenceHunt() {}

    @Override
    public String apply(String invariant) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                wakesSoon(new Script(seed, Beginning.FULL));
            } catch (Violation e) {
                if (e.invariant().name().contains(invariant)) {
                    return e.getMessage() + " from seed " + seed;
                }
            }
        }
        return "";
    }

    private static void wakesSoon(Script script) {
        script.hasAFence()
                .restores(1)
                .untilInTheMiddle()
                .sleepsFor(Duration.ofSeconds(5))
                .movesToAnotherHost()
                .restores(2)
                .passes(Duration.ofMinutes(1));
    }
}

package io.restorekit.testkit.sim;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A byte of what is remembered of a restore changes in the middle of it, while the power is off, from many seeds, until that
 * breaks the named invariant.
 */
public final class RotHunt implements UnaryOperator<String> {
    private static final int SEEDS = 200;

    /** Loaded and made through another class loader. */
    public RotHunt() {}

    @Override
    public String apply(String invariant) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                rots(new Script(seed, Beginning.FULL), new SplittableRandom(seed));
            } catch (Violation e) {
                if (e.invariant().name().contains(invariant)) {
                    return e.getMessage() + " from seed " + seed;
                }
            }
        }
        return "";
    }

    private static void rots(Script script, SplittableRandom random) {
        script.restores(1).untilInTheMiddle().rots(random).restores(1).passes(Duration.ofMinutes(1));
    }
}

package io.restorekit.testkit.sim;

import io.restorekit.api.Phase;
import io.restorekit.testkit.sim.store.Trouble;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A manifest that is damaged on its way, once: it may name blocks that never were. */
public final class ManifestHunt implements UnaryOperator<String> {
    private static final int SEEDS = 100;

    /** Loaded and made through another class loader. */
    public ManifestHunt() {}

    @Override
    public String apply(String invariant) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Script script = new Script(seed, Beginning.FULL);
            try {
                script.befalls(script.config(1), Trouble.CORRUPT)
                        .restores(1)
                        .until(status -> status.phase() != Phase.RECOVERING && status.phase() != Phase.LOCATING)
                        .nothingBefalls()
                        .passes(Duration.ofMinutes(1));
            } catch (Violation e) {
                return e.getMessage() + " from seed " + seed;
            }
        }
        return "";
    }
}

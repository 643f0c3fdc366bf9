package io.restorekit.testkit.sim;

import io.restorekit.api.RestoreOptions;
import io.restorekit.testkit.sim.store.Trouble;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Stories of a restore and a deletion that meet at the lock, from many seeds, until one breaks the named invariant. */
public final class LockHunt implements UnaryOperator<String> {
    private static final int SEEDS = 40;

    /** Loaded and made through another class loader. */
    public LockHunt() {}

    @Override
    public String apply(String invariant) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                lockExpiresInAnOutage(new Script(seed, Beginning.FULL));
                listingsAreOld(new Script(seed, Beginning.INCREMENTAL));
            } catch (Violation e) {
                if (e.invariant().name().contains(invariant)) {
                    return e.getMessage() + " from seed " + seed;
                }
            }
        }
        return "";
    }

    private static void lockExpiresInAnOutage(Script script) {
        script.options(RestoreOptions.DEFAULT.withConcurrency(1))
                .turns(Weather.SLUGGISH)
                .restores(1)
                .passes(Duration.ofSeconds(70))
                .deletes(3, Duration.ofSeconds(40))
                .turns(Weather.DOWN)
                .untilItDeletes()
                .turns(Weather.SLUGGISH)
                .passes(Duration.ofMinutes(3));
    }

    private static void listingsAreOld(Script script) {
        script.befalls(script.anyBlock(1), Trouble.SERVER_ERROR)
                .deletes(2, Duration.ofSeconds(40))
                .untilItDeletes()
                .turns(Weather.BEHIND)
                .restores(1)
                .passes(Duration.ofMinutes(3));
    }
}

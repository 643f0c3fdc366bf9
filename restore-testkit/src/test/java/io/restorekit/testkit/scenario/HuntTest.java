package io.restorekit.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.play.Hunt;
import io.restorekit.testkit.scenario.play.ScenarioResult;
import io.restorekit.testkit.scenario.play.ScenarioRunner;
import io.restorekit.testkit.sim.SimulatedRestoreKit;
import org.junit.jupiter.api.Test;

/**
 * Made-up scenarios find nothing in RestoreKit. More of them, from another seed: {@code -Drestorekit.hunt.count=…
 * -Drestorekit.hunt.seed=…}.
 */
class HuntTest {
    private static final long SEED = Long.getLong("restorekit.hunt.seed", 20261126);
    private static final int COUNT = Integer.getInteger("restorekit.hunt.count", 200);

    @Test
    void nothingIsFoundInRestoreKit() {
        Hunt hunt = new ScenarioRunner(new SimulatedRestoreKit(), SEED).hunt(COUNT, 1);
        assertThat(hunt.findings()).as("base seed %d: %s", SEED, hunt).isEmpty();
        assertThat(hunt.fitted()).isGreaterThan(COUNT / 2);
    }

    @Test
    void sameSeedGivesTheSameRun() {
        ScenarioRunner runner = new ScenarioRunner(new SimulatedRestoreKit(), SEED);
        ScenarioResult.Passed first = (ScenarioResult.Passed) runner.play(ReadyMade.scenario("S20"));
        assertThat(((ScenarioResult.Passed) runner.play(ReadyMade.scenario("S20"))).story())
                .isEqualTo(first.story());
        assertThat(((ScenarioResult.Passed) runner.withSeed(SEED + 1).play(ReadyMade.scenario("S20"))).story())
                .isNotEqualTo(first.story());
    }
}

package io.restorekit.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.play.ScenarioResult;
import io.restorekit.testkit.scenario.play.ScenarioRunner;
import io.restorekit.testkit.sim.SimulatedRestoreKit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RestoreKit's production code passes every ready-made scenario; it skips none. */
class RestoreKitScenariosTest {

    static Stream<String> names() {
        return ReadyMade.all().stream().map(Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void passes(String name) {
        ScenarioResult result = ScenarioRunner.of(new SimulatedRestoreKit()).play(ReadyMade.scenario(name));
        assertThat(result).as(result.toString()).isInstanceOf(ScenarioResult.Passed.class);
    }
}

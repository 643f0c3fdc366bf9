package io.restorekit.testkit.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.ScenarioText;
import io.restorekit.testkit.scenario.restore.BlockingRestore;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import io.restorekit.testkit.sim.SimulatedRestoreKit;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Restores that do one thing wrong, each caught by the check for it. */
class ChecksTest {
    private static final String HEAD = "scenario a\ntitle b\ngoal backup 1\n";

    @Test
    void whoSaysRestoredOfAnEmptyVolume() {
        assertThat(broken("", (site, backup, told) -> {})).isEqualTo(Check.RESTORED_IS_TRUE);
    }

    @Test
    void whoGivesUp() {
        assertThat(broken("", (site, backup, told) -> {
                    throw new IOException("no");
                }))
                .isEqualTo(Check.NOT_GIVEN_UP);
    }

    @Test
    void whoseProgressIsMoreThanAll() {
        assertThat(broken("", (site, backup, told) -> {
                    told.isAt(2, 1);
                    site.time().sleep(Duration.ofHours(1));
                }))
                .isEqualTo(Check.PROGRESS_IS_HONEST);
    }

    @Test
    void whoseProgressShrinks() {
        assertThat(broken("", (site, backup, told) -> {
                    told.isAt(5, 10);
                    site.time().sleep(Duration.ofSeconds(1));
                    told.isAt(4, 10);
                    site.time().sleep(Duration.ofHours(1));
                }))
                .isEqualTo(Check.PROGRESS_IS_HONEST);
    }

    /** Also where the scenario expects nothing. */
    @Test
    void whoIsNeverDone() {
        assertThat(broken("", (site, backup, told) -> forEver(site))).isEqualTo(Check.EXPECTED);
    }

    @Test
    void faultThatNobodyMeets() {
        Scenario scenario = ScenarioText.parse(HEAD + "at 0s: corrupts on config of backup 4 begins")
                .get(0);
        ScenarioResult result = ScenarioRunner.of(new SimulatedRestoreKit()).play(scenario);
        assertThat(((ScenarioResult.Failed) result).check()).isEqualTo(Check.EVERY_FAULT_FIRED);
    }

    @Test
    void momentThatNeverComes() {
        assertThat(broken("at 50%: kill\nthen: restart", (site, backup, told) -> forEver(site)))
                .isEqualTo(Check.EVERY_MOMENT_CAME);
    }

    private static void forEver(SimulatedSite site) {
        while (!Files.exists(site.directory().resolve("never"))) {
            site.time().sleep(Duration.ofMinutes(1));
        }
    }

    private static Check broken(String steps, BlockingRestore.Code code) {
        ScenarioResult result = ScenarioRunner.of(
                        new BlockingRestore("wrong", Set.of(Need.NETWORK, Need.PROCESS), code))
                .play(ScenarioText.parse(HEAD + steps).get(0));
        assertThat(result).as(result.sentence()).isInstanceOf(ScenarioResult.Failed.class);
        return ((ScenarioResult.Failed) result).check();
    }
}

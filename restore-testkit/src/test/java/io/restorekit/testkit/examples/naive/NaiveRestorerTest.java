package io.restorekit.testkit.examples.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.ReadyMade;
import io.restorekit.testkit.scenario.play.Check;
import io.restorekit.testkit.scenario.play.ScenarioResult;
import io.restorekit.testkit.scenario.play.ScenarioRunner;
import io.restorekit.testkit.scenario.restore.BlockingRestore;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A restore that somebody else wrote, improved step by step by what scenarios say of it. */
class NaiveRestorerTest {

    /** Faulted for ever, as Longhorn was; and it is told why. */
    @Test
    void firstVersionGivesUpInTheFirstOutage() {
        ScenarioResult.Failed failed = failed("S1", new NaiveRestorer(false, false));
        assertThat(failed.check()).isEqualTo(Check.NOT_GIVEN_UP);
        assertThat(failed.what()).contains("UnknownHostException").contains("the cause: dns-away");
    }

    @Test
    void withRetriesItOutlastsTheOutage() {
        assertThat(play("S1", new NaiveRestorer(true, false))).isInstanceOf(ScenarioResult.Passed.class);
    }

    /** Its file is forced before its blocks: after a power cut it believes what is not there. */
    @Test
    void withRetriesAPowerCutStillMakesItCallWrongBytesRestored() {
        ScenarioResult.Failed failed = failed("S9", new NaiveRestorer(true, false));
        assertThat(failed.check()).isEqualTo(Check.RESTORED_IS_TRUE);
        assertThat(failed.played().toString()).contains("at disk-operation ");
    }

    @Test
    void withTheRightOrderItSurvivesEveryPowerCut() {
        assertThat(play("S9", new NaiveRestorer(true, true))).isInstanceOf(ScenarioResult.Passed.class);
    }

    /** What it does not offer it is not asked for, and has not passed. */
    @Test
    void whatItDoesNotOfferIsSkippedByName() {
        assertThat(play("S16", new NaiveRestorer(true, true)).sentence())
                .isEqualTo("skipped: the restore does not offer cancel");
    }

    /** Nobody has to think of the scenario: a seed does, and what is left of it is what it takes. */
    @Test
    void madeUpScenarioIsShrunkToTheOutageThatItTakes() {
        ScenarioResult.Failed found = found(Set.of(Need.NETWORK), new NaiveRestorer(false, true));
        assertThat(found.check()).isEqualTo(Check.NOT_GIVEN_UP);
        assertThat(found.played().steps()).as(found.toString()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void madeUpScenarioIsShrunkToThePowerCutThatItTakes() {
        ScenarioResult.Failed found = found(Set.of(Need.PROCESS, Need.DISK), new NaiveRestorer(true, false));
        assertThat(found.check()).isEqualTo(Check.RESTORED_IS_TRUE);
        assertThat(found.played().steps()).as(found.toString()).hasSizeLessThanOrEqualTo(3);
        assertThat(found.played().toString()).contains("power-cut");
    }

    private static ScenarioResult.Failed found(Set<Need> offers, NaiveRestorer restorer) {
        ScenarioRunner runner =
                ScenarioRunner.of(new BlockingRestore("naive restorer", offers, SimulatedPlace.of(restorer)));
        ScenarioResult.Failed found = runner.hunt(300, 1).findings().get(0);
        assertThat(runner.withSeed(found.seed()).play(found.played())).isEqualTo(found);
        return found;
    }

    private static ScenarioResult.Failed failed(String scenario, NaiveRestorer restorer) {
        ScenarioResult result = play(scenario, restorer);
        assertThat(result).as(result.sentence()).isInstanceOf(ScenarioResult.Failed.class);
        return (ScenarioResult.Failed) result;
    }

    private static ScenarioResult play(String scenario, NaiveRestorer restorer) {
        return ScenarioRunner.of(new BlockingRestore("naive restorer", SimulatedPlace.of(restorer)))
                .play(ReadyMade.scenario(scenario));
    }
}

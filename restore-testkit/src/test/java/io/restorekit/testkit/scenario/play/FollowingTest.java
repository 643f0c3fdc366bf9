package io.restorekit.testkit.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.ScenarioText;
import io.restorekit.testkit.scenario.restore.BlockingRestore;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows the newest backup, rightly and in one way wrong. */
class FollowingTest {
    private static final String HEAD = "scenario a\ntitle b\nvolume backup 1\ngoal newest\n";
    private static final String NEEDED_AT_THE_SECOND =
            "then: back up\nthen: expect holds backup 2 within 5m\nthen: activate";
    private static final String NEEDED_IN_AN_OUTAGE = "at 0s: down begins\nthen: back up\nafter 5m: activate";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "then: back up",
                NEEDED_AT_THE_SECOND,
                NEEDED_IN_AN_OUTAGE,
                "then: back up\nthen: back up\nat 50%: kill\nafter 1m: restart elsewhere\nthen: back up",
                "then: back up\nthen: lose backup 2\nafter 5m: back up\nthen: expect holds backup 3 within 5m",
                "then: back up\nthen: lose backup 2",
                "then: back up\nthen: back up\nthen: expect holds backup 2 within 5m",
                "then: back up\nthen: back up\nat 90%: kill\nafter 1m: restart",
                "then: back up\nafter 10s: cancel\nthen: expect cancelled within 10s",
                "at 0s: errors begins\nat 0s: back up\nafter 1m: errors ends"
            })
    void whoDoesItRightPasses(String steps) {
        ScenarioResult result = play(right(), steps);
        assertThat(result).as(result.toString()).isInstanceOf(ScenarioResult.Passed.class);
    }

    @Test
    void whoNamesABackupThatTheVolumeDoesNotHold() {
        assertThat(broken(says(ending -> RestoreEnding.activatedAt("backup-1")), NEEDED_IN_AN_OUTAGE))
                .isEqualTo(Check.RESTORED_IS_TRUE);
    }

    @Test
    void whoNamesAnOlderBackupThanWasHeld() {
        ScenarioResult.Failed failed =
                failed(says(ending -> RestoreEnding.activatedAt("backup-0")), NEEDED_AT_THE_SECOND);
        assertThat(failed.check()).isEqualTo(Check.RESTORED_IS_TRUE);
        assertThat(failed.sentence()).contains("at backup 1, and backup 2 was held before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup-2", "nonsense"})
    void whoNamesABackupThatWasNotMade(String name) {
        ScenarioResult.Failed failed = failed(says(ending -> RestoreEnding.activatedAt(name)), NEEDED_AT_THE_SECOND);
        assertThat(failed.check()).isEqualTo(Check.RESTORED_IS_TRUE);
        assertThat(failed.sentence()).contains("at no backup that was made");
    }

    @Test
    void whoDoesNotSayWhatItLeavesBehind() {
        assertThat(broken(says(ending -> RestoreEnding.restoredIt()), NEEDED_AT_THE_SECOND))
                .isEqualTo(Check.RESTORED_IS_TRUE);
    }

    @Test
    void whoLeavesThoughNobodyNeedsTheVolume() {
        Follower leaves = new Follower(true, Optional.of(Duration.ofMinutes(5)), UnaryOperator.identity());
        assertThat(broken(leaves, "after 1h: back up")).isEqualTo(Check.NOT_GIVEN_UP);
    }

    @Test
    void whoGivesUpInsteadOfLeaving() {
        assertThat(broken(says(ending -> RestoreEnding.without("no")), NEEDED_AT_THE_SECOND))
                .isEqualTo(Check.NOT_GIVEN_UP);
    }

    /** Also where nothing is expected of it. */
    @ParameterizedTest
    @ValueSource(strings = {"then: back up", NEEDED_AT_THE_SECOND, "then: activate"})
    void whoDoesNothing(String steps) {
        Follower idle = new Follower(false, Optional.empty(), UnaryOperator.identity());
        assertThat(broken(idle, steps)).isEqualTo(Check.EXPECTED);
    }

    @Test
    void nobodyFollowsInTheEnd() {
        assertThat(failed(right(), "then: back up\nthen: kill").sentence()).contains("in the end nobody follows");
    }

    @Test
    void whoDoesNotFollowIsSkippedByName() {
        ScenarioResult result = ScenarioRunner.of(new BlockingRestore("mine", (site, backup, told) -> {}))
                .play(scenario("then: back up"));
        assertThat(result)
                .isInstanceOfSatisfying(
                        ScenarioResult.Skipped.class,
                        skipped -> assertThat(skipped.missing()).containsExactly(Need.FOLLOWING));
    }

    private static Follower right() {
        return says(UnaryOperator.identity());
    }

    private static Follower says(UnaryOperator<RestoreEnding> says) {
        return new Follower(true, Optional.empty(), says);
    }

    private static Check broken(Follower follower, String steps) {
        return failed(follower, steps).check();
    }

    private static ScenarioResult.Failed failed(Follower follower, String steps) {
        ScenarioResult result = play(follower, steps);
        assertThat(result).as(result.sentence()).isInstanceOf(ScenarioResult.Failed.class);
        return (ScenarioResult.Failed) result;
    }

    private static ScenarioResult play(Follower follower, String steps) {
        return ScenarioRunner.of(follower).play(scenario(steps));
    }

    private static Scenario scenario(String steps) {
        return ScenarioText.parse(HEAD + steps).get(0);
    }
}

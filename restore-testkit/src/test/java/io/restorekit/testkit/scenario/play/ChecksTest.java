package io.restorekit.testkit.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.ScenarioText;
import io.restorekit.testkit.scenario.restore.BlockingRestore;
import io.restorekit.testkit.scenario.restore.RestoreUnderTest;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import io.restorekit.testkit.sim.SimulatedRestoreKit;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        assertThat(check(new SimulatedRestoreKit(), "at 0s: corrupts on config of backup 4 begins"))
                .isEqualTo(Check.EVERY_FAULT_FIRED);
    }

    /** Nobody need tell that the restore goes on until it has met it. */
    @Test
    void faultOfTheLastLineIsMet() {
        String text = HEAD + "at 30%: corrupts on blocks once begins";
        assertThat(ScenarioRunner.of(new SimulatedRestoreKit())
                        .play(ScenarioText.parse(text))
                        .holds())
                .isTrue();
    }

    @Test
    void killOfARestoreThatIsOver() {
        assertThat(check(new SimulatedRestoreKit(), "after 5h: kill\nthen: restart"))
                .isEqualTo(Check.EVERY_MOMENT_CAME);
    }

    @Test
    void whoHangsThoughNothingIsWrong() {
        assertThat(broken("at 50%: kill\nthen: restart", (site, backup, told) -> forEver(site)))
                .isEqualTo(Check.EXPECTED);
    }

    @Test
    void momentThatNeverComes() {
        assertThat(broken("at 0s: down begins\nat 50%: kill\nthen: restart", (site, backup, told) -> forEver(site)))
                .isEqualTo(Check.EVERY_MOMENT_CAME);
    }

    @Test
    void whoIsOverBeforeTheMoment() {
        assertThat(check(new SimulatedRestoreKit(), "after 1h: expect fetched twice at most 0%\nat read 1000: kill"))
                .isEqualTo(Check.EVERY_MOMENT_CAME);
    }

    @Test
    void whoThrowsAtItsSurroundings() {
        assertThat(check(
                        new ScriptedRestore((site, run) -> site.time().after(Duration.ofSeconds(1), () -> {
                            throw new IllegalStateException("broken");
                        })),
                        ""))
                .isEqualTo(Check.NOTHING_IS_THROWN);
    }

    /** A cancel excuses the one that is cancelled, and not the next. */
    @Test
    void whoGivesUpAfterAnotherWasCancelled() {
        ScriptedRestore gives =
                new ScriptedRestore((site, run) -> site.time().after(Duration.ofMinutes(1), () -> run.ends("tired")));
        assertThat(check(gives, "after 1s: cancel\nthen: expect cancelled within 1s\nthen: restart"))
                .isEqualTo(Check.NOT_GIVEN_UP);
    }

    /** It has restored, and spoils the volume later on: also where nobody looks at it any more. */
    @Test
    void whoSpoilsTheVolumeAfterwards() {
        SimulatedRestoreKit right = new SimulatedRestoreKit();
        ScriptedRestore spoils = new ScriptedRestore((site, run) -> {
            run.is(right.start(site, ScriptedRestore.FIRST_BACKUP));
            site.time().after(Duration.ofHours(1), () -> spoil(site));
        });
        assertThat(check(spoils, "then: expect restored within 1m\nafter 2h: expect fetched twice at most 100%"))
                .isEqualTo(Check.RESTORED_IS_TRUE);
    }

    private static void spoil(SimulatedSite site) {
        try {
            Files.write(site.volume(), new byte[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forEver(SimulatedSite site) {
        while (!Files.exists(site.directory().resolve("never"))) {
            site.time().sleep(Duration.ofMinutes(1));
        }
    }

    private static Check broken(String steps, BlockingRestore.Code code) {
        return check(new BlockingRestore("wrong", Set.of(Need.NETWORK, Need.PROCESS), code), steps);
    }

    private static Check check(RestoreUnderTest restore, String steps) {
        ScenarioResult result =
                ScenarioRunner.of(restore).play(ScenarioText.parse(HEAD + steps).get(0));
        assertThat(result).as(result.sentence()).isInstanceOf(ScenarioResult.Failed.class);
        return ((ScenarioResult.Failed) result).check();
    }
}

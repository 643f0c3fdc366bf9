package io.restorekit.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTextTest {

    @Test
    void textAndJavaSayTheSame() {
        Scenario told = Scenario.named("outage", "DNS is away while the node restarts")
                .volumeHolds(1)
                .restores(2)
                .atPercent(40)
                .begins(FaultKind.DNS_AWAY)
                .then()
                .kill()
                .after(Duration.ofSeconds(10))
                .restart()
                .after(Duration.ofMinutes(20))
                .ends(FaultKind.DNS_AWAY)
                .restoredWithin(Duration.ofSeconds(30))
                .build();
        assertThat(ScenarioText.parse("""
                scenario outage
                title  DNS is away while the node restarts
                volume backup 1
                goal   backup 2

                at 40%:     dns-away begins   # on the node that dies
                then:       kill
                after 10s:  restart
                after 20m:  dns-away ends
                then:       expect restored within 30s
                """)).containsExactly(told);
    }

    @Test
    void whatIsReadyMadeIsReadAsItIsPrinted() {
        List<Scenario> all = ReadyMade.all();
        assertThat(all).hasSizeGreaterThan(19).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(
                        one -> assertThat(ScenarioText.parse(one.toString())).containsExactly(one));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at 250ms: errors on config of backup 3 3 times begins",
                "at read 7: corrupts on one block once begins",
                "at 90m: delete backup 2 every 10s",
                "at disk-operation 12: power-cut torn",
                "then: expect fetched twice at most 20%",
                "after 2h: restart elsewhere",
                "then: expect under way",
                "at 0s: login-page on metadata begins"
            })
    void lineIsReadAsItIsPrinted(String line) {
        isReadAsItIsPrinted("backup 1", line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after 1m: back up", "at 40%: activate", "then: expect holds backup 1 within 5m"})
    void lineOfWhoFollowsIsReadAsItIsPrinted(String line) {
        isReadAsItIsPrinted("newest\nvolume backup 1", line);
    }

    private static void isReadAsItIsPrinted(String goal, String line) {
        Scenario scenario = ScenarioText.parse("scenario a\ntitle b\ngoal " + goal + "\n" + line)
                .get(0);
        assertThat(scenario.steps()).extracting(Step::toString).containsExactly(line);
        assertThat(ScenarioText.parse(scenario.toString())).containsExactly(scenario);
    }

    @Test
    void whatSeedsMakeUpIsReadAsItIsPrinted() {
        for (long seed = 0; seed < 500; seed++) {
            Scenario scenario = RandomScenario.of(seed, EnumSet.allOf(Need.class));
            assertThat(ScenarioText.parse(scenario.toString()))
                    .as("seed %d", seed)
                    .containsExactly(scenario);
            assertThat(RandomScenario.of(seed, EnumSet.allOf(Need.class))).isEqualTo(scenario);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "then: explode | nothing that can happen: explode (FAULT",
                "at 40%: | nothing that can happen",
                "at 140%: kill | from 0 to 100 %, not 140 %",
                "at noon: kill | no share such as 40%",
                "after 3 weeks: kill | no moment",
                "at disk-operation 3: kill | only a power-cut",
                "then: dns-away once begins | befalls no single requests",
                "then: delete backup 9 every 1s | counted from 1 to 4",
                "then: power-cut gently | is none of [kept, lost, torn, random]",
                "then: expect a miracle | nothing that can be expected",
                "then: expect restored within 30 | no duration such as 250ms",
                "volume backup 9 | counted from 1 to 4",
                "then: dns-away ends | what ends must have begun",
                "at 30%: thaw | must be frozen",
                "then: bring back | must be gone",
                "needs luck | is none of",
                "then: activate | needs a goal that moves",
                "then: back up | needs a goal that moves",
                "then: expect activated within 1s | needs a goal that moves",
                "then: expect holds backup 9 within 1s | counted from 1 to 4",
                "volume backups 1 | expected: backup NUMBER",
                "then kill | neither a head's line nor MOMENT: ACT"
            })
    void whatSaysNothingIsRefusedWithItsLine(String line, String why) {
        assertThatThrownBy(() -> ScenarioText.parse("scenario a\ntitle b\ngoal backup 1\n" + line))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageContaining(why)
                .extracting(e -> ((ScenarioSyntaxException) e).line())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "then: expect restored within 1s | needs a goal that stays",
                "then: expect fetched only the difference | needs a goal that stays",
                "then: rival begins | needs a goal that stays",
                "then: lose backup 2 | not made yet",
                "then: expect holds backup 2 within 1s | not made yet",
                "then: expect activated within 1s | nobody was told",
                "then: expect fetched twice at most 5% | needs a goal that stays",
                "then: corrupts on one block once begins | needs a goal that stays",
                "at every disk-operation: power-cut lost | needs a goal that stays",
                "then: activate | before it holds a backup",
                "then: delete backup 4 every 1s | not made yet"
            })
    void whatIsNotOfWhoFollowsIsRefused(String line, String why) {
        assertThatThrownBy(() -> ScenarioText.parse("scenario a\ntitle b\ngoal newest\n" + line))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "power-cut lost", "cancel", "activate", "restart", "back up", "lose backup 1"})
    void whoHasLeftTheVolumeDoesNothingMore(String act) {
        assertThatThrownBy(() -> ScenarioText.parse(
                        "scenario a\ntitle b\nvolume backup 1\ngoal newest\nthen: activate\nthen: " + act))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageContaining("is left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "restart", "cancel", "rival begins", "freeze", "expect under way"})
    void whatNeedsARestoreDoesNotComeBeforeIt(String act) {
        assertThatThrownBy(() -> ScenarioText.parse("scenario a\ntitle b\ngoal backup 1\nat 0s: " + act))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageContaining("nobody restores yet");
    }

    @Test
    void backupIsNotMadeBesideADeletion() {
        String text = "scenario a\ntitle b\nvolume backup 2\ngoal newest\nthen: delete backup 1 every 10s\n";
        assertThatThrownBy(() -> ScenarioText.parse(text + "then: back up")).hasMessageContaining("(bring back)");
        assertThat(ScenarioText.parse(text + "then: bring back\nthen: back up")).hasSize(1);
    }

    @Test
    void moreBackupsThanThereAreAreRefused() {
        ScenarioBuilder builder = Scenario.named("a", "b")
                .volumeHolds(2)
                .followsTheNewest()
                .backUp()
                .backUp();
        assertThat(builder.build().steps()).hasSize(2);
        assertThatThrownBy(() -> builder.backUp().build()).hasMessageContaining("every chain has 4 backups");
    }

    @Test
    void momentAtWhichNothingHappensIsRefused() {
        assertThatThrownBy(() -> Scenario.named("a", "b").atPercent(40).then().kill())
                .hasMessageContaining("at 40%");
        assertThatThrownBy(() -> Scenario.named("a", "b")
                        .kill()
                        .after(Duration.ofSeconds(1))
                        .build())
                .hasMessageContaining("after 1s");
    }

    @Test
    void timeBeforeTheStepAboveIsRefused() {
        assertThatThrownBy(
                        () -> ScenarioText.parse("scenario a\ntitle b\ngoal backup 1\nafter 20m: kill\nat 5s: restart"))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageContaining("at least 20m");
    }

    @Test
    void scenarioWithoutGoalIsRefused() {
        assertThatThrownBy(() -> ScenarioText.parse("scenario a\ntitle b\nthen: kill"))
                .isInstanceOf(ScenarioSyntaxException.class)
                .hasMessageContaining("no goal");
    }

    /** Nobody has to say what is needed: the steps do. */
    @Test
    void needsAreThoseOfTheSteps() {
        assertThat(ReadyMade.scenario("S1").needs()).containsExactlyInAnyOrder(Need.NETWORK, Need.PROCESS);
        assertThat(ReadyMade.scenario("S3").needs()).containsExactlyInAnyOrder(Need.NETWORK, Need.VIRTUAL_TIME);
        assertThat(ReadyMade.scenario("S6").needs()).contains(Need.LOCK);
        assertThat(ReadyMade.scenario("S15").needs()).contains(Need.FOLLOWING);
        assertThat(ReadyMade.scenario("S9").needs())
                .containsExactlyInAnyOrder(Need.DISK, Need.PROCESS, Need.VIRTUAL_TIME);
        assertThat(ReadyMade.scenario("S13-grows").needs()).containsExactly(Need.RESHAPING);
        assertThat(ReadyMade.scenario("S16").needs()).containsExactlyInAnyOrder(Need.NETWORK, Need.CANCEL);
    }
}

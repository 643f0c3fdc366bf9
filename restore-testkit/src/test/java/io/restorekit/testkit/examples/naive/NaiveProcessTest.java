package io.restorekit.testkit.examples.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.scenario.ReadyMade;
import io.restorekit.testkit.scenario.play.Check;
import io.restorekit.testkit.scenario.play.ScenarioResult;
import io.restorekit.testkit.scenario.play.ScenarioRunner;
import io.restorekit.testkit.scenario.restore.LiveSite;
import io.restorekit.testkit.scenario.restore.ProcessRestore;
import io.restorekit.testkit.scenario.restore.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same scenarios, told to a program that knows nothing of the testkit: real processes, servers and names. */
class NaiveProcessTest {

    @Test
    void programGivesUpInTheFirstOutage() {
        ScenarioResult.Failed failed = (ScenarioResult.Failed) play("S1");
        assertThat(failed.check()).isEqualTo(Check.NOT_GIVEN_UP);
        assertThat(failed.what()).contains("UnknownHostException", "the cause: dns-away");
    }

    @Test
    void withRetriesItOutlastsTheOutage() {
        ScenarioResult result = play("S1", "retry");
        assertThat(result).as(result.toString()).isInstanceOf(ScenarioResult.Passed.class);
    }

    @Test
    void withRetriesItOutlastsAStoreThatIsDown() {
        ScenarioResult result = play("S2", "retry");
        assertThat(result).as(result.toString()).isInstanceOf(ScenarioResult.Passed.class);
    }

    /** A real disk forgets nothing here, and real time does not stand still at every step. */
    @Test
    void powerCutsCannotBeShownOnARealDisk() {
        assertThat(play("S9").sentence()).isEqualTo("skipped: the restore does not offer disk, virtual-time");
    }

    private static ScenarioResult play(String scenario, String... how) {
        ProcessRestore program = new ProcessRestore(
                "naive program", (site, backup) -> command(site, backup, how), NaiveProcessTest::progress);
        return ScenarioRunner.of(program).play(ReadyMade.scenario(scenario));
    }

    private static Command command(LiveSite site, String backup, String... how) {
        List<String> words = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                NaiveProgram.class.getName(),
                site.endpoint() + "/" + site.bucket(),
                site.volumeName(),
                backup,
                site.volume().toString()));
        words.addAll(List.of(how));
        return Command.java(words.toArray(String[]::new)).withJvmOptions(site.hostsFileOptions());
    }

    private static Optional<Progress> progress(String line) {
        String[] words = line.split(" ");
        return words[0].equals("progress")
                ? Optional.of(new Progress(Long.parseLong(words[1]), Long.parseLong(words[2]), ""))
                : Optional.empty();
    }
}

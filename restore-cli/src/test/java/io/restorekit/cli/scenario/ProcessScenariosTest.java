package io.restorekit.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.cli.Main;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.ReadyMade;
import io.restorekit.testkit.scenario.play.ScenarioResult;
import io.restorekit.testkit.scenario.play.ScenarioRunner;
import io.restorekit.testkit.scenario.restore.LiveSite;
import io.restorekit.testkit.scenario.restore.ProcessRestore;
import io.restorekit.testkit.scenario.restore.Progress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ready-made scenarios that a real process can play, told to {@code restore-cli restore}: S3 by name, DNS away. */
class ProcessScenariosTest {
    private static final Pattern STATUS =
            Pattern.compile("\"phase\":\"([A-Z]+)\".*\"totalBytes\":([0-9]+),\"doneBytes\":([0-9]+)");
    private static final Pattern LEFT = Pattern.compile("\"outcome\":\"ACTIVATED\".*\"backup\":\"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"S1", "S2", "S8", "S12", "S15", "S16"})
    void passes(String name) {
        ScenarioResult result = ScenarioRunner.of(new ProcessRestore(
                                "restore-cli",
                                EnumSet.of(Need.NETWORK, Need.PROCESS, Need.CANCEL, Need.RESHAPING),
                                ProcessScenariosTest::command,
                                ProcessScenariosTest::progress)
                        .withStandby(new ProcessRestore.Standby(
                                ProcessScenariosTest::standby,
                                ProcessScenariosTest::activate,
                                ProcessScenariosTest::leftAt)))
                .play(ReadyMade.scenario(name));
        assertThat(result).as(result.toString()).isInstanceOf(ScenarioResult.Passed.class);
    }

    private static Command command(LiveSite site, String backup) {
        return working(site, "restore", site.url() + "&backup=" + backup, "--on-attention", "wait");
    }

    private static Command standby(LiveSite site) {
        return working(site, "standby", site.url(), "--poll", "200ms");
    }

    private static Command activate(LiveSite site) {
        return cli("activate", site.volume().toString(), "--json");
    }

    private static Command working(LiveSite site, String... what) {
        String nameserver =
                site.nameserver().getHostString() + ":" + site.nameserver().getPort();
        String[] how = {"--to", site.volume().toString(), "--dns", nameserver, "--concurrency", "2", "--json"};
        return cli(Stream.of(what, how).flatMap(Arrays::stream).toArray(String[]::new))
                .with(site.environment());
    }

    private static Command cli(String... arguments) {
        String[] java = {"-cp", System.getProperty("java.class.path"), Main.class.getName()};
        return Command.java(Stream.of(java, arguments).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private static Optional<String> leftAt(String line) {
        Matcher left = LEFT.matcher(line);
        return left.find() ? Optional.of(left.group(1)) : Optional.empty();
    }

    private static Optional<Progress> progress(String line) {
        Matcher status = STATUS.matcher(line);
        return status.find()
                ? Optional.of(
                        new Progress(Long.parseLong(status.group(3)), Long.parseLong(status.group(2)), status.group(1)))
                : Optional.empty();
    }
}

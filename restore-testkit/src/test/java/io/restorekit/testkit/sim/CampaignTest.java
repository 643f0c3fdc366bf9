package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.sim.store.Trouble;
import io.restorekit.testkit.sim.store.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The production code through faults of all kinds, from {@code -Drestorekit.sim.count} seeds (10,000). Their base seed is
 * fixed, so that a build says the same each time; {@code -Drestorekit.sim.base=random} draws a fresh one, and prints it.
 */
class CampaignTest {
    private static final int COUNT = Integer.getInteger("restorekit.sim.count", 10_000);

    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z]\\w+) \\| ([A-Z]\\w+) \\| [A-Z]\\w+ \\| [\\w, ]*\\| .*");

    /** Phases in which a process must have been killed, or the power cut. */
    private static final List<String> PHASES = List.of(
            "RECOVERING",
            "LOCATING",
            "CHECKING",
            "OPENING",
            "TRANSFERRING",
            "STAGING",
            "APPLYING",
            "DRAINING",
            "WATCHING",
            "WAITING",
            "PAUSED");

    /** The simulated volume is a file, of which its owner always knows how he left it. */
    private static final String OF_DEVICES = "Transition.Activating+Sampled";

    @Test
    void everyInvariantHoldsFromEverySeed() throws IOException {
        Campaign campaign = new Campaign(baseSeed()).run(COUNT, 10);
        System.out.println("CampaignTest base seed " + campaign.baseSeed() + ", " + COUNT + " simulations");
        System.out.println(campaign.tally());
        assertThat(campaign.findings())
                .as("base seed %d%n%s", campaign.baseSeed(), story(campaign))
                .isEmpty();
        assertEveryKindOfFaultHappened(campaign.tally());
        if (COUNT >= 5_000) {
            assertEveryTransitionHappened(campaign.tally());
        }
    }

    /** What a finding says how to do. */
    @Test
    @EnabledIfSystemProperty(named = "restorekit.sim.seed", matches = ".+")
    void oneSeedIsRepeated() {
        String only = System.getProperty("restorekit.sim.only", "all");
        Set<String> numbers = Set.of(only.split(","));
        try {
            Simulation.run(
                    Long.getLong("restorekit.sim.seed"),
                    Beginning.valueOf(System.getProperty("restorekit.sim.beginning")),
                    number -> only.equals("all") || numbers.contains(String.valueOf(number)));
        } catch (Violation e) {
            throw new AssertionError(e.story(), e);
        }
    }

    @Test
    void seedRepeatsItsSimulationExactly() {
        assertThat(Simulation.run(7, Beginning.INCREMENTAL))
                .hasToString(Simulation.run(7, Beginning.INCREMENTAL).toString());
        assertThat(Simulation.run(7, Beginning.FULL).toString())
                .isNotEqualTo(Simulation.run(8, Beginning.FULL).toString());
    }

    private static void assertEveryKindOfFaultHappened(Tally tally) {
        Stream.of(
                        Arrays.stream(Mischief.values()).map(mischief -> "Mischief." + mischief),
                        Arrays.stream(Weather.values()).map(weather -> "Weather." + weather),
                        Arrays.stream(Trouble.values()).map(trouble -> "Trouble." + trouble),
                        PHASES.stream().map(phase -> "Kill." + phase),
                        PHASES.stream().map(phase -> "PowerCut." + phase),
                        Stream.of("WRITE", "FORCE", "FORCE_DIRECTORY", "RENAME", "CREATE", "DELETE", "LABEL")
                                .map(kind -> "DiskFault.CUT_POWER_IN_THE_MIDDLE." + kind),
                        Stream.of("DiskFault.force.FORCE", "DiskFault.write.WRITE", "DiskFault.full.WRITE"),
                        Stream.of("Deletion.done", "Deletion.gave way"),
                        Stream.of("PowerCut", "Kill")
                                .flatMap(how ->
                                        Stream.of("Crash.a commit lost by " + how, "Crash.writes unclaimed at " + how)),
                        Stream.of("Crash.another goal after it", "Answer.after it was given up"),
                        Stream.of("Foreign hand.STAGED.STAGING", "Foreign hand.FOLLOWING.STAGING"),
                        Stream.of("Restored", "Activated", "Failed", "Cancelled")
                                .map(outcome -> "Outcome." + outcome))
                .flatMap(things -> things)
                .forEach(thing -> assertThat(tally.of(thing))
                        .as("%s in %d simulations", thing, COUNT)
                        .isGreaterThanOrEqualTo(COUNT / 5_000));
    }

    /** Every row of the state table. */
    private static void assertEveryTransitionHappened(Tally tally) throws IOException {
        Path table = Path.of(System.getProperty("restorekit.docs"), "state-machine.md");
        List<String> rows = Files.readString(table)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> "Transition." + row.group(1) + "+" + row.group(2))
                .filter(row -> !row.equals(OF_DEVICES))
                .toList();
        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows).allSatisfy(row -> assertThat(tally.of(row)).as(row).isPositive());
    }

    private static long baseSeed() {
        String base = System.getProperty("restorekit.sim.base", "1");
        return base.equals("random") ? new Random().nextLong() : Long.parseLong(base);
    }

    private static String story(Campaign campaign) {
        return campaign.findings().stream()
                .findFirst()
                .flatMap(finding -> finding.shrunk())
                .map(shrunk -> shrunk.violation().story())
                .orElse("");
    }
}

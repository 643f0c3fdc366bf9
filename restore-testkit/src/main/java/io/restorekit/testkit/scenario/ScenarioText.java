package io.restorekit.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Scenarios as text. A file has one or more:
 *
 * <pre>
 * scenario S1
 * title  Node killed in an incremental restore; DNS away for 20 minutes
 * volume backup 1
 * goal   backup 2
 *
 * at 40%:     dns-away begins
 * then:       kill
 * after 10s:  restart
 * after 20m:  dns-away ends
 * then:       expect restored within 30s
 * </pre>
 *
 * The head also knows {@code goal newest}, {@code store grows}, {@code store block-size-changes}, {@code needs lock, virtual-time} and {@code
 * may-end}; without {@code volume} the volume does not exist at first. Empty lines and what follows a {@code #} say nothing.
 * docs/testkit.md has all moments and acts. Times are {@code 250ms}, {@code 30s}, {@code 20m}, {@code 2h}.
 */
public final class ScenarioText {
    private ScenarioText() {}

    /**
     * Reads all scenarios of a text, in their order.
     *
     * @throws ScenarioSyntaxException if a line says nothing that is known; it has the line's number
     */
    public static List<Scenario> parse(String text) {
        List<Scenario> scenarios = new ArrayList<>();
        ScenarioReader reader = new ScenarioReader();
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
            try {
                if (line.split("\\s+", 2)[0].equals("scenario") && reader.hasBegun()) {
                    scenarios.add(reader.finish());
                    reader = new ScenarioReader();
                }
                if (!line.isEmpty()) {
                    reader.read(line);
                }
            } catch (IllegalArgumentException e) {
                throw new ScenarioSyntaxException(number, line, e);
            }
        }
        if (reader.hasBegun()) {
            try {
                scenarios.add(reader.finish());
            } catch (IllegalArgumentException e) {
                throw new ScenarioSyntaxException(lines.size(), "the end", e);
            }
        }
        return scenarios;
    }

    /** A text that {@link #parse} reads as this scenario. */
    public static String print(Scenario scenario) {
        StringBuilder text = new StringBuilder();
        text.append("scenario ").append(scenario.name()).append('\n');
        text.append("title  ").append(scenario.title()).append('\n');
        if (scenario.store() != StoreShape.PLAIN) {
            text.append("store  ").append(scenario.store().word()).append('\n');
        }
        if (scenario.holds() > 0) {
            text.append("volume backup ").append(scenario.holds()).append('\n');
        }
        text.append("goal   ")
                .append(scenario.follows() ? "newest" : "backup " + scenario.goal())
                .append('\n');
        if (!scenario.declared().isEmpty()) {
            String needs = scenario.declared().stream().map(Need::word).collect(Collectors.joining(", "));
            text.append("needs  ").append(needs).append('\n');
        }
        if (scenario.mayEnd()) {
            text.append("may-end\n");
        }
        text.append('\n');
        scenario.steps().forEach(step -> text.append(step).append('\n'));
        return text.toString();
    }
}

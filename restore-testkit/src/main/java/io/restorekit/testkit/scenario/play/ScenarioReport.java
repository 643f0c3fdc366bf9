package io.restorekit.testkit.scenario.play;

import java.util.List;

/**
 * What came of some scenarios.
 *
 * @param restore what was tested
 * @param results in the order in which they were played
 */
public record ScenarioReport(String restore, List<ScenarioResult> results) {

    public ScenarioReport {
        results = List.copyOf(results);
    }

    /** Whether some passed and none failed; those that were skipped have neither passed nor failed. */
    public boolean holds() {
        return count(ScenarioResult.Passed.class) > 0 && count(ScenarioResult.Failed.class) == 0;
    }

    /** What came of the scenario that is called so. */
    public ScenarioResult of(String name) {
        return results.stream()
                .filter(result -> result.scenario().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name + " was played"));
    }

    /** A line for each scenario, and a sum. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(restore).append('\n');
        for (ScenarioResult result : results) {
            text.append("  %-12s %s%n               %s%n"
                    .formatted(result.scenario().name(), result.scenario().title(), result.sentence()));
        }
        return text.append("%d passed, %d failed, %d skipped%n"
                        .formatted(
                                count(ScenarioResult.Passed.class),
                                count(ScenarioResult.Failed.class),
                                count(ScenarioResult.Skipped.class)))
                .toString();
    }

    private long count(Class<?> kind) {
        return results.stream().filter(kind::isInstance).count();
    }
}

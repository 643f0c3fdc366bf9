package io.restorekit.testkit.scenario.play;

import java.util.List;

/**
 * What came of many scenarios that seeds made up.
 *
 * @param played how many
 * @param fitted how many of them had all their moments and faults in the time of the restore; the others show less
 * @param findings those in which the restore did wrong, each with no more steps than that takes
 */
public record Hunt(int played, int fitted, List<ScenarioResult.Failed> findings) {

    public Hunt {
        findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "%d scenarios played, %d fitted, %d findings%n".formatted(played, fitted, findings.size()));
        findings.forEach(finding -> text.append(finding).append('\n'));
        return text.toString();
    }
}

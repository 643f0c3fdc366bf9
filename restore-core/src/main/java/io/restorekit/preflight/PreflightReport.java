package io.restorekit.preflight;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Whether everything that a restore depends on is there, and what of it is there only once.
 *
 * @param place the backup target, without its query
 * @param findings in the order in which they were looked at
 */
public record PreflightReport(String place, List<Finding> findings) {

    public PreflightReport {
        Objects.requireNonNull(place);
        findings = List.copyOf(findings);
    }

    /** The worst of all findings; good where there is none. */
    public Severity worst() {
        return findings.stream()
                .map(Finding::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.GOOD);
    }
}

package io.restorekit.s3.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {
    private static final Instant THEIRS = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, GOOD, within a second of the store's",
        "-1, GOOD, within a second of the store's",
        "59, GOOD, 59 s ahead of the store's",
        "60, WARNING, 60 s ahead of the store's",
        "-899, WARNING, 899 s behind the store's",
        "-900, PROBLEM, 900 s behind the store's"
    })
    void skewIsWeighed(long seconds, Severity severity, String evidence) {
        Finding finding = ClockCheck.look(THEIRS.plusSeconds(seconds), THEIRS);

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.evidence()).isEqualTo(evidence);
    }
}

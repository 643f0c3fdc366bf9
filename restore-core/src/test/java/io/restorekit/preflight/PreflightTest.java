package io.restorekit.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    };

    private final Preflight preflight = new Preflight(THREADS, Duration.ofMillis(50));

    @Test
    void partThatHangsIsAProblemAndHoldsNobodyUp() {
        CountDownLatch never = new CountDownLatch(1);

        List<Finding> findings = preflight.run("place", () -> {
            awaitForEver(never);
            return List.of();
        });

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.evidence()).startsWith("no answer in");
        });
        never.countDown();
    }

    @Test
    void partThatBreaksIsAProblemWithoutItsWords() {
        List<Finding> findings = new Preflight(THREADS).run("place", () -> {
            throw new IllegalStateException("words of a server");
        });

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.toString()).contains("IllegalStateException").doesNotContain("words");
        });
    }

    @Test
    void worstFindingIsTheReports() {
        List<Finding> findings =
                List.of(Finding.good("a", "b"), Finding.problem("c", "d", "e"), Finding.warning("f", "g", "h"));

        assertThat(new PreflightReport("place", findings).worst()).isEqualTo(Severity.PROBLEM);
        assertThat(new PreflightReport("place", List.of()).worst()).isEqualTo(Severity.GOOD);
    }

    /** A server's words are shown as one short line. */
    @Test
    void evidenceIsPrintable() {
        Finding finding = Finding.good("a", "x\n\u001b[31m" + "y".repeat(1_000));

        assertThat(finding.evidence()).startsWith("x??[31my").hasSizeLessThan(600);
    }

    private static void awaitForEver(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

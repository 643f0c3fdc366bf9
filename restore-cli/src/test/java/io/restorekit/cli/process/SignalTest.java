package io.restorekit.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The default of --concurrency. */
    private static final int WINDOW = 16;

    @TempDir
    Path directory;

    @Test
    void signalInTheMiddleSuspendsAndTheNextRunGoesOn() throws Exception {
        Path volume = directory.resolve("volume");
        try (SlowStore store = new SlowStore(120, Duration.ofMillis(50))) {
            try (ChildProcess child = store.restore(volume)) {
                child.awaitLine(line -> Claim.of(line).isBetween(), PATIENCE);
                assertThat(child.terminate(PATIENCE)).as("%s", child.lines()).isEqualTo(3);
                assertThat(child.out().get(child.out().size() - 1)).contains("\"type\":\"outcome\"", "\"exitCode\":3");
            }
            store.fast();
            try (ChildProcess next = store.restore(volume)) {
                assertThat(next.awaitExit(PATIENCE)).as("%s", next.lines()).isZero();
            }
            long again =
                    store.served().size() - store.served().stream().distinct().count();
            assertThat(again).as("fetched again: at most what was on its way").isLessThanOrEqualTo(WINDOW);
            assertThat(Files.readAllBytes(volume)).isEqualTo(store.image());
        }
    }
}

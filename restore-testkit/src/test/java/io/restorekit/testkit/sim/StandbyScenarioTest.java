package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.testkit.longhorn.Compression;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens around a standby while it follows. */
class StandbyScenarioTest {
    private static final long SEED = 3;
    private static final int DOZENS = 36;

    /**
     * S15: no backup is fetched within a minute, there is an outage in each, and each goal is reached all the same. In the
     * middle of the last one the volume is needed.
     *
     * @param weather over the backup target when it is
     */
    @ParameterizedTest
    @CsvSource({"CLEAR, 0", "DOWN, 0", "DOWN, 60", "HUNG, 0", "HUNG, 5"})
    void backupEveryMinuteStarvesNobody(Weather weather, int seconds) {
        StandbyScript standby = new StandbyScript(SEED, dozens()).untilItHolds(0);
        for (int backup = 1; backup < DOZENS; backup++) {
            standby.isBackedUp()
                    .turns(Weather.DOWN)
                    .passes(Duration.ofSeconds(15))
                    .turns(Weather.SLUGGISH)
                    .passes(Duration.ofSeconds(45));
        }
        List<String> held = standby.held();
        assertThat(held).hasSizeGreaterThan(DOZENS / 4);
        assertThat(standby.goals()).startsWith(held.toArray(String[]::new)).hasSizeLessThanOrEqualTo(held.size() + 1);

        standby.untilInTheMiddleOf(DOZENS - 1).turns(weather).passes(Duration.ofSeconds(seconds));
        Activation activation = standby.activated();

        assertThat(activation.newestKnown()).isEqualTo("backup-" + (DOZENS - 1));
        long days = DOZENS - 1 - number(activation.backup());
        assertThat(days).isPositive();
        assertThat(activation.behind()).contains(Duration.ofDays(days));
    }

    private static Chain dozens() {
        SplittableRandom random = new SplittableRandom(SEED);
        return Chain.of(
                Stream.generate(() -> random.ints(8, 0, Palette.SIZE).toArray())
                        .limit(DOZENS)
                        .toList(),
                DOZENS,
                Compression.LZ4);
    }

    private static int number(String backup) {
        return Integer.parseInt(backup.substring("backup-".length()));
    }
}

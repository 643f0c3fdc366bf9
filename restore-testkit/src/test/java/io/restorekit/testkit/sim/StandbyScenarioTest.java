package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.testkit.longhorn.Compression;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Palette;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens around a standby while it follows. */
class StandbyScenarioTest {
    private static final long SEED = 3;
    private static final int DOZENS = 36;
    private static final int SAME_BLOCK_SIZE = 9;
    private static final Duration LONGER_THAN_THE_LOCK = Duration.ofMinutes(4);

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

    /** Its blocks are confirmed missing, and a newer one is taken: only what differs is fetched. */
    @Test
    void goalIsDeletedInTheMiddle() {
        Chain chain = chain(SAME_BLOCK_SIZE, "11111111", "23456711", "23456811");
        StandbyScript standby = inTheMiddle(chain)
                .turns(Weather.DOWN)
                .passes(LONGER_THAN_THE_LOCK)
                .isBackedUp()
                .isDeleted(1)
                .turns(Weather.CLEAR)
                .until(status -> status.goal().equals(Optional.of("backup-2")))
                .counts()
                .untilItHolds(2);
        assertThat(standby.blocksAsked()).isEqualTo(1);
        assertThat(standby.goals()).containsExactly("backup-0", "backup-1", "backup-2");
        assertThat(standby.held()).containsExactly("backup-0", "backup-2");
    }

    @Test
    void volumeIsExpandedBetweenTwoBackups() {
        Chain chain = chain(SAME_BLOCK_SIZE, "1234", "56781200");
        StandbyScript standby = inTheMiddle(chain);
        assertThat(standby.volumeSize()).isEqualTo(4 * Palette.BLOCK);
        assertThat(standby.untilItHolds(1).volumeSize()).isEqualTo(8 * Palette.BLOCK);
    }

    /** What the volume holds in blocks of another size is measured, not fetched. */
    @Test
    void blockSizeChangesBetweenTwoBackups() {
        Chain chain = chain(1, "12345678", "12348678", "22348678");
        StandbyScript standby = new StandbyScript(SEED, chain).untilItHolds(0);
        assertThat(standby.isBackedUp().counts().untilItHolds(1).blocksAsked()).isEqualTo(1);
        assertThat(standby.isBackedUp().counts().untilItHolds(2).blocksAsked()).isEqualTo(1);
    }

    /** Nothing that is staged is fetched again. */
    @Test
    void backupThatItHoldsIsDeletedWhileTheNextIsStaged() {
        Chain chain = chain(SAME_BLOCK_SIZE, "11111111", "23456781");
        StandbyScript standby = inTheMiddle(chain).turns(Weather.DOWN);
        long left = standby.status().totalBytes() - standby.status().doneBytes();
        standby.passes(LONGER_THAN_THE_LOCK)
                .isDeleted(0)
                .turns(Weather.CLEAR)
                .counts()
                .untilItHolds(1);
        assertThat(standby.blocksAsked()).isBetween(1, (int) (left / Palette.BLOCK));
    }

    private static StandbyScript inTheMiddle(Chain chain) {
        return new StandbyScript(SEED, chain).untilItHolds(0).isBackedUp().untilInTheMiddleOf(1);
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

    /** A digit of an image is the content of a block. */
    private static Chain chain(int larger, String... images) {
        return Chain.of(
                Arrays.stream(images)
                        .map(image -> image.chars().map(digit -> digit - '0').toArray())
                        .toList(),
                larger,
                Compression.LZ4);
    }

    private static int number(String backup) {
        return Integer.parseInt(backup.substring("backup-".length()));
    }
}

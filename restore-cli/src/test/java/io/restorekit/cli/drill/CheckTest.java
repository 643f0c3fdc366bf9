package io.restorekit.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each check is sabotaged: it, and no other, must see it. */
class CheckTest {
    private static final Duration BACK = Duration.ofSeconds(6);
    private static final long TOTAL = 60L * DrillStore.BLOCK;
    private static final long CLAIMED = 24L * DrillStore.BLOCK;

    @Test
    void goodRoundsPass() {
        assertThat(failing(lastKnown(CLAIMED, 26, 2, 1, at(2), 0, true))).isEmpty();
        assertThat(failing(nothingKnown(1, at(8)))).isEmpty();
    }

    @Test
    void killAtTheBeginningOrTheEndIsSeen() {
        assertThat(failing(lastKnown(11L * DrillStore.BLOCK, 12, 1, 1, at(2), 0, true)))
                .containsExactly(Check.KILLED_IN_THE_MIDDLE);
        assertThat(failing(lastKnown(49L * DrillStore.BLOCK, 50, 1, 1, at(2), 0, true)))
                .containsExactly(Check.KILLED_IN_THE_MIDDLE);
    }

    @Test
    void outageThatNobodyFeltIsSeen() {
        assertThat(failing(lastKnown(CLAIMED, 26, 2, 0, at(2), 0, true))).containsExactly(Check.DNS_WAS_AWAY);
    }

    @Test
    void restoreThatWaitedForDnsIsSeen() {
        assertThat(failing(lastKnown(CLAIMED, 26, 2, 1, at(7), 0, true))).containsExactly(Check.WENT_ON_WITHOUT_DNS);
        assertThat(failing(lastKnown(CLAIMED, 26, 2, 1, Optional.empty(), 0, true)))
                .containsExactly(Check.WENT_ON_WITHOUT_DNS);
    }

    @Test
    void restoreThatKnewTheAddressAllTheSameIsSeen() {
        assertThat(failing(nothingKnown(1, at(5)))).containsExactly(Check.WAITED_FOR_DNS);
    }

    @Test
    void restoreThatResumedLateIsSeen() {
        assertThat(failing(nothingKnown(1, at(22)))).containsExactly(Check.RESUMED_SOON);
        assertThat(failing(nothingKnown(1, Optional.empty()))).containsExactly(Check.RESUMED_SOON);
    }

    @Test
    void claimedBlockThatIsFetchedAgainIsSeen() {
        assertThat(failing(lastKnown(CLAIMED, 26, 3, 1, at(2), 0, true))).containsExactly(Check.NOTHING_CLAIMED_TWICE);
    }

    @Test
    void restoreThatFailedIsSeen() {
        assertThat(failing(lastKnown(CLAIMED, 26, 2, 1, at(2), 5, true))).containsExactly(Check.RESTORED);
    }

    @Test
    void wrongByteIsSeen() {
        assertThat(failing(lastKnown(CLAIMED, 26, 2, 1, at(2), 0, false))).containsExactly(Check.BYTES_ARE_RIGHT);
    }

    @Test
    void everyCheckBelongsToARound() {
        Set<Check> used = EnumSet.noneOf(Check.class);
        Arrays.stream(Round.values()).map(Check::of).forEach(used::addAll);
        assertThat(used).containsExactlyInAnyOrder(Check.values());
    }

    private static List<Check> failing(Observations seen) {
        return Check.of(seen.round()).stream()
                .filter(check -> !check.holds(seen))
                .collect(Collectors.toList());
    }

    private static Observations lastKnown(
            long claimed,
            int served,
            int refetched,
            long unanswered,
            Optional<Duration> first,
            int exit,
            boolean right) {
        return new Observations(
                Round.LAST_KNOWN, TOTAL, claimed, served, refetched, unanswered, first, BACK, exit, right);
    }

    private static Observations nothingKnown(long unanswered, Optional<Duration> first) {
        return new Observations(Round.NOTHING_KNOWN, TOTAL, CLAIMED, 26, 2, unanswered, first, BACK, 0, true);
    }

    private static Optional<Duration> at(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}

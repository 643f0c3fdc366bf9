package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scripts rely on these numbers: a change here is a change of the contract. */
class ExitCodeTest {
    private static final Map<Kind, Integer> FAILED = Map.ofEntries(
            Map.entry(Kind.USAGE, 2),
            Map.entry(Kind.VOLUME_EXISTS, 2),
            Map.entry(Kind.STATE_FOREIGN, 2),
            Map.entry(Kind.VOLUME_IN_USE, 2),
            Map.entry(Kind.UNAVAILABLE, 3),
            Map.entry(Kind.LOCK_BUSY, 3),
            Map.entry(Kind.REFUSED, 4),
            Map.entry(Kind.GOAL_GONE, 4),
            Map.entry(Kind.GOAL_INCOMPLETE, 4),
            Map.entry(Kind.BLOCK_MISSING, 4),
            Map.entry(Kind.BLOCK_DAMAGED, 4),
            Map.entry(Kind.BLOCK_DIFFERS, 4),
            Map.entry(Kind.CONFIG_DAMAGED, 4),
            Map.entry(Kind.INCOMPATIBLE, 5),
            Map.entry(Kind.VOLUME_TOO_SMALL, 4),
            Map.entry(Kind.VOLUME_CHANGED, 4),
            Map.entry(Kind.VOLUME_ACTIVATED, 2),
            Map.entry(Kind.NO_RESTORE_POINT, 2),
            Map.entry(Kind.VOLUME_FULL, 5),
            Map.entry(Kind.VOLUME_ABSENT, 5),
            Map.entry(Kind.VOLUME_UNUSABLE, 5),
            Map.entry(Kind.VOLUME_BUSY, 5),
            Map.entry(Kind.WRITE_FAILED, 5),
            Map.entry(Kind.OWNERSHIP_LOST, 5),
            Map.entry(Kind.STATE_UNSAVED, 5),
            Map.entry(Kind.INTERNAL, 5));

    @Test
    void everyKindOfFailureHasItsNumber() {
        Map<Kind, Integer> numbers = new TreeMap<>();
        Arrays.stream(Kind.values()).forEach(kind -> numbers.put(kind, code(new Outcome.Failed(failure(kind)))));
        assertThat(numbers).containsExactlyInAnyOrderEntriesOf(FAILED);
    }

    @Test
    void onlyRestoredActivatedAndSoundAreZero() {
        Outcome.BadBlock bad = new Outcome.BadBlock(0, "digest", Kind.BLOCK_MISSING);
        assertThat(code(new Outcome.Restored("backup-1"))).isZero();
        Activation activation = new Activation("backup-1", Optional.empty(), "backup-1", Optional.empty());
        assertThat(code(new Outcome.Activated(activation))).isZero();
        assertThat(code(new Outcome.Verified("backup-1", List.of()))).isZero();
        assertThat(code(new Outcome.Verified("backup-1", List.of(bad)))).isEqualTo(4);
        assertThat(code(new Outcome.Incomplete("backup-1", List.of(bad)))).isEqualTo(4);
        assertThat(code(new Outcome.Cancelled())).isEqualTo(3);
    }

    @Test
    void suspendedSaysWhetherAPersonIsNeeded() {
        assertThat(code(new Outcome.Suspended(failure(Kind.UNAVAILABLE), false)))
                .isEqualTo(3);
        assertThat(code(new Outcome.Suspended(failure(Kind.REFUSED), true))).isEqualTo(4);
    }

    private static int code(Outcome outcome) {
        return ExitCode.of(outcome).code();
    }

    private static Failure failure(Kind kind) {
        return new Failure(kind, "what", "advice");
    }
}

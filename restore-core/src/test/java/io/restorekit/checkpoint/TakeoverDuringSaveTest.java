package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.CheckpointException.Kind;
import io.restorekit.checkpoint.Claim.Standing;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another owner takes over after a save has looked for one, and before it tidies up. */
class TakeoverDuringSaveTest extends StoreTest {
    private final Checkpoint theirs = Samples.small(Standing.OPEN, "backup-2", 2);
    private Set<String> theirMaps = Set.of();

    @Test
    void saveDeletesNothingOfASuccessor() throws Exception {
        Files.createDirectory(state);
        FileCheckpointStore old = FileCheckpointStore.take(
                state, () -> {}, OWNER, Guard.none(), time::nanos, new StampThatLetsAnotherIn());
        assertFails(Kind.LOST, () -> old.save(Samples.small(Standing.OPEN, "backup-1", 1)));
        assertThat(theirMaps).isNotEmpty();
        assertThat(maps()).containsAll(theirMaps);
        assertThat(found(openWithoutLock().load())).isEqualTo(theirs);
    }

    private void takeOver() {
        try {
            openWithoutLock().save(theirs);
            theirMaps = maps();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A save stamps its checkpoint when its maps are durable. */
    private final class StampThatLetsAnotherIn extends Clock {
        @Override
        public Instant instant() {
            takeOver();
            return time.instant();
        }

        @Override
        public long millis() {
            return time.millis();
        }

        @Override
        public ZoneId getZone() {
            return time.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}

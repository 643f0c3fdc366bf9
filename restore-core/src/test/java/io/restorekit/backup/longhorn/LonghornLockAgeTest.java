package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupException;
import io.restorekit.target.Notes;
import io.restorekit.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a lock counts as written, as seen, and as ours. */
class LonghornLockAgeTest {
    private static final String OWN = "lock-8000000000000000";
    private static final String OWN_AGAIN = "lock-8000000000000001";
    private static final String OTHER = "lock-0123456789abcdef";

    private final ManualTime time = new ManualTime();
    private final Layout layout = new Layout("vol-1");
    private final LockPlace place = new LockPlace(time, Duration.ofHours(1), layout);
    private final Notes notes = Notes.inMemory();
    private final RandomGenerator random =
            LongStream.iterate(0x8000000000000000L, last -> last + 1).iterator()::next;
    private final LonghornLock lock = new LonghornLock(
            layout, new LockFolder(place, layout, time::nanos), new LockNames(notes, random), time::nanos, time);

    /** The store may have stamped it when the write began, and nobody knows when the answer was sent. */
    @Test
    void lockIsAsOldAsTheBeginOfItsWrite() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.inTheNextPut(() -> time.pass(Duration.ofSeconds(30)));
        lock.step();
        assertThat(place.content(OWN)).contains("\"Acquired\":true");
        time.pass(Duration.ofSeconds(110));
        lock.step();
        assertThat(place.names()).contains(OWN_AGAIN);
        assertThat(place.content(OWN_AGAIN)).contains("\"Acquired\":false");
    }

    /** Its time is from tomorrow, so that only watching tells. */
    @Test
    void lockThatIsRewrittenWhileWeWatchDoesNotExpire() {
        for (int i = 0; i < 12; i++) {
            place.others(OTHER, 2, true, Duration.ofDays(-1));
            assertThatThrownBy(lock::step)
                    .as("after %d s", 30 * i)
                    .isInstanceOfSatisfying(
                            BackupException.class,
                            busy -> assertThat(busy.failure().kind()).isEqualTo(Failure.Kind.LOCK_BUSY));
            time.pass(Duration.ofSeconds(30));
        }
    }

    /** A process that dies in the write leaves its lock to a successor who knows the name. */
    @Test
    void nameIsNotedWhenTheLockIsWritten() throws Exception {
        List<String> noted = new ArrayList<>();
        place.inTheNextPut(() -> noted.add(notes.read("longhorn-locks").orElse("none")));
        lock.step();
        assertThat(noted).containsExactly(OWN);
    }
}

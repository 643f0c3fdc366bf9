package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.api.Failure;
import io.restorekit.backup.BackupException;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.testing.ManualTime;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our side of the lock, beside lock files in the form that Longhorn writes them. The store's clock is an hour ahead. */
class LonghornLockTest {
    private static final String OWN = "lock-8000000000000000";
    private static final String OWN_AGAIN = "lock-8000000000000001";
    private static final String OTHER = "lock-0123456789abcdef";
    private static final int DELETION = 2;

    private final ManualTime time = new ManualTime();
    private final Layout layout = new Layout("vol-1");
    private final LockPlace place = new LockPlace(time, Duration.ofHours(1), layout);
    private final Notes notes = Notes.inMemory();
    private final LonghornLock lock = lock(0x8000000000000000L);

    private LonghornLock lock(long name) {
        RandomGenerator random = LongStream.iterate(name, last -> last + 1).iterator()::next;
        LockFolder folder = new LockFolder(place, layout, time::nanos);
        return new LonghornLock(layout, folder, new LockNames(notes, random), time::nanos, time);
    }

    @Test
    void isAnnouncedThenAcquiredOnceItHasSettledThenRewritten() throws Exception {
        assertThat(lock.isThere()).isFalse();
        lock.step();
        assertThat(place.content(OWN)).isEqualTo("{\"Name\":\"" + OWN + "\",\"Type\":1,\"Acquired\":false}");
        assertThat(lock.due()).isEqualTo(Duration.ofSeconds(2));
        assertThat(lock.isThere()).isTrue();

        time.pass(Duration.ofMillis(1_999));
        lock.step();
        assertThat(place.content(OWN)).contains("\"Acquired\":false");

        time.pass(Duration.ofMillis(1));
        lock.step();
        assertThat(place.content(OWN)).isEqualTo("{\"Name\":\"" + OWN + "\",\"Type\":1,\"Acquired\":true}");
        assertThat(lock.due()).isEqualTo(Duration.ofSeconds(60));

        place.gone(OWN);
        time.pass(Duration.ofSeconds(60));
        lock.step();
        assertThat(place.content(OWN)).contains("\"Acquired\":true");

        lock.release();
        assertThat(place.names()).isEmpty();
        assertThat(lock.isThere()).isFalse();
    }

    /** Credentials are rotated, for instance: it is rewritten before it expires. */
    @Test
    void oneThatIsHeldIsNotGivenUpForOneRefusal() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        lock.step();
        time.pass(Duration.ofSeconds(60));
        place.readOnly = true;
        lock.step();
        assertThat(lock.due()).isLessThan(Duration.ofSeconds(60));
        place.readOnly = false;
        time.pass(lock.due());
        lock.step();
        assertThat(lock.due()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lock.notice()).isEmpty();
    }

    @Test
    void leftoverThatMayNotBeDeletedKeepsNoLockFromBeingHeld() throws Exception {
        lock.step();
        place.keepsAll = true;
        LonghornLock successor = lock(1);
        successor.step();
        time.pass(Duration.ofSeconds(2));
        successor.step();
        assertThat(successor.due()).as("held, and rewritten in a minute").isEqualTo(Duration.ofSeconds(60));
        assertThat(successor.notice()).isEmpty();
    }

    /** A directory's times are as untrusted as its files: this one no sum of times can hold. */
    @Test
    void lockFromTheEndOfTimeIsALock() throws Exception {
        place.fromTheEndOfTime("lock-0123456789abcdef");
        assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
    }

    /** Acquired before not acquired, then the older, then the smaller name. */
    @ParameterizedTest
    @CsvSource({
        "lock-0123456789abcdef, 2, true,  1, true",
        "lock-0123456789abcdef, 2, true, -1, true",
        "lock-0123456789abcdef, 2, false, 1, true",
        "lock-0123456789abcdef, 2, false, 0, true",
        "lock-f123456789abcdef, 2, false, 0, false",
        "lock-0123456789abcdef, 2, false, -1, false",
        "lock-0123456789abcdef, 1, true,  1, false",
        "lock-0123456789abcdef, 0, true,  1, true",
        "lock-0123456789abcdef, 2, true,  150, true",
        "lock-0123456789abcdef, 2, true,  151, false",
        "restore-of-somebody,   2, true,  1, true",
    })
    void deletionThatHasPrecedenceIsGivenWayTo(String name, int type, boolean acquired, int age, boolean way)
            throws Exception {
        place.others(name, type, acquired, Duration.ofSeconds(age));
        if (way) {
            assertThatThrownBy(lock::step).isInstanceOfSatisfying(BackupException.class, busy -> {
                assertThat(busy.failure().kind()).isEqualTo(Failure.Kind.LOCK_BUSY);
                assertThat(busy.failure().what()).contains("vol-1", name);
            });
            assertThat(place.names()).containsExactly(name);
        } else {
            lock.step();
            assertThat(place.names()).containsExactlyInAnyOrder(name, OWN);
        }
    }

    @Test
    void deletionThatComesBeforeItHasSettledIsSeenOnlyThen() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.others(OTHER, DELETION, true, Duration.ZERO);
        assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
        assertThat(place.names()).containsExactly(OTHER);

        place.gone(OTHER);
        lock.step();
        assertThat(place.content(OWN_AGAIN)).contains("\"Acquired\":false");
    }

    /** Its owner never saw ours, or took it for expired: blocks are going, whoever was wrong. */
    @Test
    void deletionInSpiteOfOursEndsTheHolding() throws Exception {
        acquire();
        time.pass(Duration.ofSeconds(60));
        place.others(OTHER, DELETION, false, Duration.ofSeconds(100));
        lock.step();
        assertThat(lock.due()).as("one that waits for us").isEqualTo(Duration.ofSeconds(60));
        time.pass(Duration.ofSeconds(60));
        place.others(OTHER, DELETION, true, Duration.ZERO);
        assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
        assertThat(place.names()).containsExactly(OTHER);
    }

    @Test
    void oneThatIsHeldStaysSoWhereTheOthersCannotBeSeen() throws Exception {
        acquire();
        time.pass(Duration.ofSeconds(60));
        place.listingFails = true;
        lock.step();
        assertThat(lock.due()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lock.notice()).isEmpty();
    }

    /** Upstream compares whole seconds where a single object's time has no more, and then the names. */
    @ParameterizedTest
    @CsvSource({
        "lock-0123456789abcdef, -300, true",
        "lock-f123456789abcdef, -300, false",
        "lock-f123456789abcdef,  300, true",
        "lock-0123456789abcdef, -600, false"
    })
    void withinOneSecondEitherComparisonMakesWay(String name, int olderByMillis, boolean way) throws Exception {
        time.pass(Duration.ofMillis(500));
        place.others(name, DELETION, false, Duration.ofMillis(olderByMillis));
        if (way) {
            assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
        } else {
            lock.step();
        }
    }

    /** Its time says that it is from tomorrow. */
    @Test
    void lockThatNobodyRewritesWhileWeWatchHasExpired() throws Exception {
        place.others(OTHER, DELETION, true, Duration.ofDays(-1));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
            time.pass(Duration.ofSeconds(30));
        }
        time.pass(Duration.ofSeconds(1));
        lock.step();
        assertThat(place.names()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html>", "[]", "{\"Type\":\"two\"}", "{\"Type\":-2}"})
    void lockThatCannotBeUnderstoodCountsForNothing(String content) throws Exception {
        place.others(OTHER, content, Duration.ofSeconds(1));
        lock.step();
        assertThat(place.names()).contains(OWN);
    }

    @Test
    void lockThatIsGoneWhenItIsReadCountsForNothing() throws Exception {
        place.others(OTHER, DELETION, true, Duration.ofSeconds(1));
        place.beforeTheNextOpen(() -> place.gone(OTHER));
        lock.step();
        assertThat(place.names()).containsExactly(OWN);
    }

    @Test
    void listingThatFailsIsNoListingWithoutLocks() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.listingFails = true;
        assertNotAcquired();
    }

    @Test
    void listingThatDoesNotShowOursIsAnOldOne() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.showsOldListings = true;
        assertNotAcquired();
    }

    @Test
    void lockThatCannotBeReadMayBeADeletion() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.others(OTHER, DELETION, true, Duration.ZERO);
        place.unreadable.add(OTHER);
        assertNotAcquired();
    }

    @Test
    void storeFullOfLocksIsNotBelieved() throws Exception {
        for (int i = 0; i < 201; i++) {
            place.others("lock-a%015d".formatted(i), 1, true, Duration.ZERO);
        }
        assertThatThrownBy(lock::step).isInstanceOf(Unavailable.class).hasMessageContaining("too many");
    }

    private void assertNotAcquired() {
        assertThatThrownBy(lock::step).isInstanceOf(Unavailable.class);
        assertThat(place.content(OWN)).contains("\"Acquired\":false");
        assertThat(lock.notice()).hasValueSatisfying(said -> assertThat(said).contains("not protected"));
        assertThat(lock.due()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void afterAGapItIsAnnouncedAnew() throws Exception {
        acquire();
        time.pass(Duration.ofSeconds(139));
        lock.step();
        assertThat(place.content(OWN)).contains("\"Acquired\":true");
        time.pass(Duration.ofSeconds(140));
        lock.step();
        assertThat(place.content(OWN_AGAIN)).contains("\"Acquired\":false");
    }

    /** The machine slept: its monotonic clock stood still. */
    @Test
    void afterAGapThatOnlyTheWallClockSawItIsAnnouncedAnew() throws Exception {
        acquire();
        time.pass(Duration.ofSeconds(60));
        time.wall = time.wall.plus(Duration.ofHours(1));
        place.others(OTHER, DELETION, true, Duration.ZERO);
        assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
    }

    @Test
    void lockThatExpiredInTheMiddleOfAStepIsWorthNothing() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.inTheNextPut(() -> time.pass(Duration.ofSeconds(200)));
        lock.step();
        assertThat(lock.due()).isZero();
        lock.step();
        assertThat(place.content(OWN_AGAIN)).contains("\"Acquired\":false");
    }

    @Test
    void stepThatAnswersAfterAnotherChangesNothing() throws Exception {
        place.inTheNextPut(() -> {
            step();
            assertThat(lock.due()).isEqualTo(Duration.ofSeconds(2));
            time.pass(Duration.ofSeconds(1));
        });
        lock.step();
        assertThat(lock.due()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void writeThatIsCarriedOutLateTouchesNoLaterLock() throws Exception {
        place.inTheNextPut(() -> {
            step();
            time.pass(Duration.ofSeconds(2));
            step();
        });
        lock.step();
        assertThat(place.content(OWN_AGAIN)).contains("\"Acquired\":true");
        assertThat(place.content(OWN)).contains("\"Acquired\":false");
        lock.release();
        assertThat(place.names()).containsExactly(OWN);
    }

    /** Otherwise a store whose listings lag a moment would get a file every few seconds, and never show the latest. */
    @Test
    void lookThatFailsIsRepeatedUnderTheSameName() throws Exception {
        place.showsOldListings = true;
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(lock::step).isInstanceOf(Unavailable.class);
            time.pass(lock.due());
        }
        assertThat(place.names()).containsExactly(OWN);
        place.showsOldListings = false;
        acquire();
        lock.release();
        assertThat(place.names()).isEmpty();
    }

    /** The step hangs before its write; meanwhile another gives the lock up. */
    @Test
    void stepThatWasGivenUpWritesNothingMore() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.inTheNextListing(() -> {
            place.others(OTHER, DELETION, true, Duration.ZERO);
            assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
            place.gone(OTHER);
            place.others(OWN, 1, false, Duration.ZERO);
        });
        lock.step();
        assertThat(place.content(OWN)).contains("\"Acquired\":false");
    }

    /** The step hangs in its listing; meanwhile another announces, and a deletion gets the lock. */
    @Test
    void stepThatAnswersAfterAnotherAcquiresNothing() throws Exception {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        place.others(OTHER, DELETION, true, Duration.ZERO);
        place.beforeTheNextOpen(() -> {
            time.pass(Duration.ofSeconds(145));
            place.others(OTHER, DELETION, true, Duration.ZERO);
            assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
        });
        assertThatThrownBy(lock::step).isInstanceOf(BackupException.class);
        assertThat(place.names()).containsExactlyInAnyOrder(OTHER, OWN);
        assertThat(place.content(OWN)).contains("\"Acquired\":false");
    }

    @Test
    void readOnlyStoreIsRestoredFromWithoutALock() throws Exception {
        place.readOnly = true;
        lock.step();
        assertThat(lock.notice()).hasValueSatisfying(said -> assertThat(said).contains("may not be written"));
        assertThat(lock.due()).isEqualTo(Duration.ofMinutes(10));
        place.readOnly = false;
        time.pass(Duration.ofMinutes(10));
        lock.step();
        assertThat(lock.notice()).isEmpty();
    }

    @Test
    void successorTakesAwayWhatTheDeadLeftOnceItHoldsALock() throws Exception {
        acquire();
        LonghornLock successor = lock(1);
        successor.step();
        assertThat(place.names()).containsExactlyInAnyOrder(OWN, "lock-0000000000000001");
        time.pass(Duration.ofSeconds(2));
        successor.step();
        assertThat(place.names()).containsExactly("lock-0000000000000001");
        lock.release();
        assertThat(place.names()).containsExactly("lock-0000000000000001");
    }

    @Test
    void restoreThatIsShorterThanTheSettlingLeavesNothing() throws Exception {
        acquire();
        LonghornLock successor = lock(1);
        successor.step();
        successor.release();
        assertThat(place.names()).isEmpty();
    }

    @Test
    void noteThatSomebodyWroteDeletesNothingElse() throws Exception {
        place.others(OTHER, 1, true, Duration.ZERO);
        notes.write("longhorn-locks", "../volume.cfg\nlock-" + OTHER + "\n" + OTHER.toUpperCase() + "\n\0");
        acquire();
        assertThat(place.names()).containsExactlyInAnyOrder(OTHER, OWN);
    }

    private void acquire() throws TargetException, BackupException {
        lock.step();
        time.pass(Duration.ofSeconds(2));
        lock.step();
        assertThat(place.content(OWN)).contains("\"Acquired\":true");
    }

    private void step() {
        try {
            lock.step();
        } catch (TargetException | BackupException e) {
            throw new AssertionError(e);
        }
    }
}

package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Goal;
import io.restorekit.backup.BackupCatalog;
import io.restorekit.backup.BackupCatalog.Located;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocateTest {
    private TestStore store;

    @BeforeEach
    void makeStore(@TempDir Path root) {
        store = new TestStore(root)
                .backup("b-1", "2026-01-01T00:00:00Z")
                .backup("b-2", "2026-01-02T00:00:00Z")
                .backup("b-3", "2026-01-03T00:00:00Z");
    }

    @Test
    void newestIsWhatTheVolumeNames() throws Exception {
        store.volume("b-2");
        assertThat(newest()).isEqualTo("b-2");
        assertThat(store.target.opened(store.layout.backupConfig("b-3"))).isZero();
    }

    /** A manifest can be long and the line slow: what makes progress is not given up, and what is given up is aborted. */
    @Test
    void everyByteOfAConfigIsProgress() throws Exception {
        store.volume("b-2");
        AtomicLong received = new AtomicLong();
        List<TargetObject> read = new ArrayList<>();

        store.catalog().manifest("b-2", new Progress() {
            @Override
            public void received(int bytes) {
                received.addAndGet(bytes);
            }

            @Override
            public void reads(TargetObject object) {
                read.add(object);
            }
        });

        assertThat(received)
                .hasValue(Files.size(store.target.path(store.layout.volumeConfig()))
                        + Files.size(store.target.path(store.layout.backupConfig("b-2"))));
        assertThat(read).hasSize(2);
    }

    @Test
    void onlyAGoalThatIsHeldIsFoundInAPlaceThatNobodyConfirmed() throws Exception {
        store.volume("b-3");
        store.target.unconfirmed();
        BackupCatalog catalog = new LonghornStore(store.target).catalog("vol-1", Optional.empty());
        assertThat(catalog.locate(Goal.exactly("b-2"), Optional.of("b-2"), Progress.UNHEARD))
                .isEqualTo(new Located.Same());
        assertThatThrownBy(() -> catalog.locate(Goal.exactly("b-2"), Optional.of("b-1"), Progress.UNHEARD))
                .isInstanceOf(Unavailable.class);
        assertThat(catalog.locate(Goal.newest(), Optional.of("b-2"), Progress.UNHEARD))
                .isEqualTo(new Located.Unconfirmed());
        assertThatThrownBy(() -> catalog.locate(Goal.newest(), Optional.empty(), Progress.UNHEARD))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void newestIsTheLatestSnapshotWhereTheVolumeNamesNone() throws Exception {
        store.volume("");
        assertThat(newest()).isEqualTo("b-3");
    }

    @Test
    void newestIsTheLatestSnapshotWhereTheNamedOneIsDeleted() throws Exception {
        store.volume("b-9");
        assertThat(newest()).isEqualTo("b-3");
    }

    @Test
    void backupInProgressIsNotTheNewest() throws Exception {
        store.volume("b-4").backup("b-4", "2026-01-04T00:00:00Z", "");
        assertThat(newest()).isEqualTo("b-3");
    }

    @Test
    void snapshotsOfOneTimeAreOrderedByCreationThenName() throws Exception {
        store.volume("").backup("b-4", "2026-01-03T00:00:00Z", "2026-01-03T00:00:02Z");
        store.backup("b-5", "2026-01-03T00:00:00Z", "2026-01-03T00:00:01Z");
        assertThat(newest()).isEqualTo("b-4");
        store.backup("b-6", "2026-01-03T00:00:00Z", "2026-01-03T00:00:02Z");
        assertThat(newest()).isEqualTo("b-6");
    }

    @Test
    void backupFromTheFutureOfTheStoresClockIsOrderedByThatClock() throws Exception {
        store.volume("").backup("b-0", "2026-06-01T00:00:00Z");
        store.modified(store.layout.backupConfig("b-0"), "2026-01-02T12:00:00Z");
        assertThat(newest()).isEqualTo("b-3");
        store.modified(store.layout.backupConfig("b-0"), "2026-01-03T00:00:01Z");
        assertThat(newest()).isEqualTo("b-0");
        store.modified(store.layout.backupConfig("b-0"), "2026-05-31T00:00:00Z");
        assertThat(newest()).isEqualTo("b-0");
    }

    /** Otherwise every later backup would be a step back from it. */
    @Test
    void timeThatCannotBeRightIsThatOfTheStoresClock() throws Exception {
        store.volume("b-0").backup("b-0", "2099-01-01T00:00:00Z");
        store.modified(store.layout.backupConfig("b-0"), "2026-01-02T12:00:00Z");
        assertThat(snapshotAt("b-0")).contains(Instant.parse("2026-01-02T12:00:00Z"));
        assertThat(newest()).isEqualTo("b-0");
        assertThat(snapshotAt("b-1")).contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void damagedNewestIsNotPassedOver() {
        store.volume("b-3").write(store.layout.backupConfig("b-3"), "<html>");
        assertKind(Kind.CONFIG_DAMAGED, Goal.newest());
    }

    @Test
    void damagedBackupThatNobodyNamesIsPassedOver() throws Exception {
        store.volume("").write(store.layout.backupConfig("b-0"), "<html>");
        assertThat(newest()).isEqualTo("b-3");
    }

    @Test
    void strangersInTheFolderArePassedOver() throws Exception {
        store.volume("")
                .write(store.layout.backups().child("backup_b-4.cfg.tmp.1234"), "{")
                .write(store.layout.backups().child("backup_.cfg"), "{")
                .write(store.layout.backups().child("backup_-x.cfg"), "{")
                .write(store.layout.backups().child("notes.txt"), "{")
                .write(store.layout.backups().child("backup_b-5.cfg").child("folder"), "{");
        assertThat(newest()).isEqualTo("b-3");
    }

    @Test
    void volumeWithoutBackupsHasNoNewest(@TempDir Path root) {
        store = new TestStore(root).volume("");
        assertKind(Kind.GOAL_GONE, Goal.newest());
        store.backup("b-1", "2026-01-01T00:00:00Z", "");
        assertKind(Kind.GOAL_INCOMPLETE, Goal.newest());
        store.write(store.layout.backupConfig("b-2"), "<html>");
        assertKind(Kind.CONFIG_DAMAGED, Goal.newest());
    }

    @Test
    void heldGoalCostsOneRead() throws Exception {
        store.volume("b-2");
        assertThat(locate(Goal.exactly("b-1"), "b-1")).isInstanceOf(Located.Same.class);
        assertThat(locate(Goal.newest(), "b-2")).isInstanceOf(Located.Same.class);
        assertThat(store.target.opened(store.layout.volumeConfig())).isEqualTo(2);
        assertThat(store.target.opened(store.layout.backupConfig("b-1"))).isZero();
        assertThat(store.target.opened(store.layout.backupConfig("b-2"))).isZero();
    }

    @Test
    void heldGoalMayAlsoBeFoundByTime() throws Exception {
        store.volume("");
        assertThat(locate(Goal.newest(), "b-3")).isInstanceOf(Located.Same.class);
    }

    @Test
    void otherGoalThanTheHeldIsRead() throws Exception {
        store.volume("b-2");
        assertThat(found(locate(Goal.exactly("b-3"), "b-1"))).isEqualTo("b-3");
        assertThat(found(locate(Goal.newest(), "b-1"))).isEqualTo("b-2");
    }

    @Test
    void deletedBackupIsGone() {
        store.volume("b-3");
        assertKind(Kind.GOAL_GONE, Goal.exactly("b-9"));
    }

    @Test
    void deletedBackupIsNotBelievedGoneFromAnUnmountedFolder() {
        store.volume("b-3");
        store.target.onOpen(key -> key.equals(store.layout.backupConfig("b-3")) ? unmount() : Optional.empty());
        assertUnavailable(Goal.exactly("b-3"), Cause.MOUNT);
    }

    @Test
    void listedBackupIsNotBelievedGone() {
        store.volume("b-3");
        store.target.onOpen(key -> key.equals(store.layout.backupConfig("b-3")) ? missing() : Optional.empty());
        assertUnavailable(Goal.exactly("b-3"), Cause.OTHER);
    }

    @Test
    void volumeIsGoneWhereTheStoreShowsOthers(@TempDir Path root) throws Exception {
        TestStore empty = new TestStore(root);
        assertThatThrownBy(() -> empty.catalog().locate(Goal.newest(), Optional.empty(), Progress.UNHEARD))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("mounted");
        empty.write(new Layout("another").volumeConfig(), "{}");
        assertThatThrownBy(() -> empty.catalog().locate(Goal.newest(), Optional.empty(), Progress.UNHEARD))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("GOAL_GONE: there is no volume vol-1");
    }

    @Test
    void listedVolumeIsNotBelievedGone() {
        store.volume("b-3");
        store.target.onOpen(key -> missing());
        assertUnavailable(Goal.exactly("b-3"), Cause.OTHER);
    }

    private Optional<TargetException> unmount() {
        store.target.onList(key -> Optional.of(new Unavailable(Cause.MOUNT, "stale", null)));
        return missing();
    }

    private static Optional<TargetException> missing() {
        return Optional.of(new Missing("not there", null));
    }

    private Optional<Instant> snapshotAt(String backup) throws Exception {
        return store.catalog().manifest(backup, Progress.UNHEARD).snapshotAt();
    }

    private String newest() throws Exception {
        return found(store.catalog().locate(Goal.newest(), Optional.empty(), Progress.UNHEARD));
    }

    private Located locate(Goal goal, String held) throws Exception {
        return store.catalog().locate(goal, Optional.of(held), Progress.UNHEARD);
    }

    private static String found(Located located) {
        return ((Located.Found) located).manifest().backup();
    }

    private void assertKind(Kind kind, Goal goal) {
        assertThatThrownBy(() -> store.catalog().locate(goal, Optional.empty(), Progress.UNHEARD))
                .asInstanceOf(InstanceOfAssertFactories.throwable(BackupException.class))
                .extracting(e -> e.failure().kind())
                .isEqualTo(kind);
    }

    private void assertUnavailable(Goal goal, Cause cause) {
        assertThatThrownBy(() -> store.catalog().locate(goal, Optional.empty(), Progress.UNHEARD))
                .asInstanceOf(InstanceOfAssertFactories.throwable(Unavailable.class))
                .extracting(Unavailable::reason)
                .isEqualTo(cause);
    }
}

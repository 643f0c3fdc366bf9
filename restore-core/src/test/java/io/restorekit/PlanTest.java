package io.restorekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.restorekit.api.Baseline;
import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreRequest;
import io.restorekit.target.TargetException;
import io.restorekit.testing.DirectoryTarget;
import io.restorekit.testing.Fixtures;
import io.restorekit.testing.Fixtures.Golden;
import io.restorekit.testing.OneTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planned is what a restore then does, and planning leaves no trace. */
class PlanTest {
    /** Of 2 MiB, packed so badly that it grew, with the head of its record. */
    private static final long MOST_STAGED = (2 << 20) + (2 << 20) / 255 + (64 << 10) + 44;

    @TempDir
    Path directory;

    static List<Golden> backups() {
        return Fixtures.backups();
    }

    @ParameterizedTest
    @MethodSource("backups")
    void fullRestoreFetchesWhatWasPlanned(Golden golden) throws Exception {
        RestorePlan plan = planned(request(golden));
        assertThat(plan.basis()).isEqualTo("it is new");
        assertThat(plan.zeroBytes()).isZero();
        assertThat(restored(request(golden)).openedBlocks()).hasSize(plan.fetchBlocks());
        assertThat(Files.size(volume())).isEqualTo(plan.volumeBytes());
        assertThat(planned(request(golden)).isNothing()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("backups")
    void incrementFetchesWhatWasPlanned(Golden golden) throws Exception {
        assumeThat(golden.previous()).as("the first of its chain").isNotEmpty();
        Golden previous = backups().stream()
                .filter(other -> other.backup().equals(golden.previous()))
                .findFirst()
                .orElseThrow();
        restored(request(previous));
        RestorePlan plan = planned(request(golden));
        assertThat(plan.basis()).isEqualTo("it holds " + previous.backup());
        assertThat(plan.measureBytes()).isZero();
        assertThat(plan.sampled()).isFalse();
        assertThat(restored(request(golden)).openedBlocks()).hasSize(plan.fetchBlocks());
    }

    @ParameterizedTest
    @MethodSource("backups")
    void roomOfAStageIsSaidWhereThereIsOne(Golden golden) throws Exception {
        assumeThat(golden.previous()).as("the first of its chain").isNotEmpty();
        Golden previous = backups().stream()
                .filter(other -> other.backup().equals(golden.previous()))
                .findFirst()
                .orElseThrow();
        assertThat(planned(staged(previous)).stageBytes()).as("in place").isZero();
        restored(request(previous));
        assertThat(planned(request(golden)).stageBytes()).isZero();
        RestorePlan plan = planned(staged(golden));
        assertThat(plan.stageBytes()).isEqualTo(plan.fetchBlocks() * MOST_STAGED);
        restored(staged(golden));
        assertThat(planned(staged(golden)).stageBytes())
                .as("nothing to be done")
                .isZero();
    }

    @Test
    void whatNobodyKnowsIsMeasured() throws Exception {
        Golden golden = backups().get(0);
        Files.write(volume(), new byte[(int) golden.size()]);
        RestorePlan unknown = planned(request(golden).withBaseline(Baseline.unknown()));
        assertThat(unknown.measureBytes()).isEqualTo(golden.size());
        assertThat(unknown.writeBytes() + unknown.zeroBytes()).isEqualTo(golden.size());
        RestorePlan zeroed = planned(request(golden).withBaseline(Baseline.zeroed()));
        assertThat(zeroed.measureBytes()).isZero();
        assertThat(zeroed.sampled()).isTrue();
    }

    @Test
    void restoreThatWasWrittenToByOthersIsPlannedAsUnknown() throws Exception {
        Golden golden = backups().get(0);
        restored(request(golden));
        Files.setLastModifiedTime(volume(), FileTime.fromMillis(1));
        RestorePlan plan = planned(request(golden));
        assertThat(plan.basis()).contains("nothing is believed", "somebody has written");
        assertThat(plan.measureBytes()).isEqualTo(plan.volumeBytes());
    }

    @Test
    void whatWouldBeRefusedIsRefused() throws Exception {
        Golden golden = backups().get(0);
        Files.writeString(volume(), "precious");
        assertRefused(Kind.VOLUME_EXISTS, request(golden));
        Files.delete(volume());
        assertRefused(Kind.VOLUME_ABSENT, request(golden).withBaseline(Baseline.unknown()));
        restored(request(golden));
        RestoreRequest other = RestoreRequest.of("test:///store?volume=another", volume());
        assertRefused(Kind.STATE_FOREIGN, other);
        Files.delete(volume());
        assertRefused(Kind.VOLUME_ABSENT, request(golden));
    }

    @Test
    void placeThatIsAwayIsSaid() {
        DirectoryTarget target = new DirectoryTarget(Fixtures.store());
        target.onOpen(key -> Optional.of(new TargetException.Unavailable(TargetException.Cause.OTHER, "down", null)));
        try (RestoreEngine engine = engine(target)) {
            assertThatThrownBy(() -> engine.plan(request(backups().get(0))))
                    .isInstanceOfSatisfying(
                            RestoreException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(Kind.UNAVAILABLE));
        }
    }

    private void assertRefused(Kind kind, RestoreRequest request) {
        assertThatThrownBy(() -> planned(request))
                .isInstanceOfSatisfying(
                        RestoreException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind));
    }

    /** Compares everything below the directory before and after. */
    private RestorePlan planned(RestoreRequest request) throws Exception {
        SortedMap<String, FileTime> before = files();
        DirectoryTarget target = new DirectoryTarget(Fixtures.store());
        try (RestoreEngine engine = engine(target)) {
            RestorePlan plan = engine.plan(request);
            assertThat(files()).isEqualTo(before);
            assertThat(target.openedBlocks()).isEmpty();
            return plan;
        }
    }

    private DirectoryTarget restored(RestoreRequest request) throws Exception {
        DirectoryTarget target = new DirectoryTarget(Fixtures.store());
        try (RestoreEngine engine = engine(target)) {
            assertThat(engine.start(request).outcome().toCompletableFuture().get(120, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Restored.class);
        }
        return target;
    }

    private SortedMap<String, FileTime> files() throws IOException {
        SortedMap<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                files.put(path.toString(), Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    private RestoreRequest request(Golden golden) {
        return RestoreRequest.of("test:///store?volume=" + golden.volume() + "&backup=" + golden.backup(), volume());
    }

    private RestoreRequest staged(Golden golden) {
        return request(golden).withOptions(RestoreOptions.DEFAULT.withStaged(true));
    }

    private Path volume() {
        return directory.resolve("volume");
    }

    private static RestoreEngine engine(DirectoryTarget target) {
        return RestoreEngine.builder().targets(new OneTarget(target)).build();
    }
}

package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.longhorn.StoreLayout;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Deletion;
import io.restorekit.testkit.sim.store.Palette;
import io.restorekit.testkit.sim.store.Trouble;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A story told step by step, in virtual time; the invariants hold after every event of it. */
final class Script {
    private static final long SEED = 3;

    private final List<Outcome> outcomes = new ArrayList<>();
    private final Stage stage;
    private Optional<Deletion> deletion = Optional.empty();
    private int asked;

    Script() {
        this(SEED, Beginning.INCREMENTAL);
    }

    /**
     * @param seed also chooses the chain of backups
     */
    Script(long seed, Beginning beginning) {
        stage = new Stage(
                new SplittableRandom(seed),
                Chain.of(seed),
                beginning,
                () -> Survival.RANDOM,
                (attempt, outcome) -> outcomes.add(outcome));
    }

    /** The volume holds the first backup. */
    Script restoredFirst() {
        return restores(0).isRestoredWithin(Duration.ofMinutes(1));
    }

    /** A process begins to restore this backup. */
    Script restores(int backup) {
        outcomes.clear();
        stage.begin(Goal.exactly(stage.backup(backup)));
        return this;
    }

    Script until(Predicate<RestoreStatus> wanted) {
        stage.until(() -> !outcomes.isEmpty() || wanted.test(status()));
        assertThat(outcomes).as("it is still under way").isEmpty();
        return this;
    }

    /** Some blocks are written, some are not. */
    Script untilInTheMiddle() {
        return until(status -> status.doneBytes() > 0 && status.doneBytes() < status.totalBytes());
    }

    Script turns(Weather weather) {
        stage.world().sky().turns(weather);
        return this;
    }

    /** A file holds the first backup, and the caller says so. */
    Script fileHoldsTheFirst() {
        stage.world().stranger().writeVolume(stage.world().chain().images().get(0));
        return this;
    }

    Script options(RestoreOptions options) {
        stage.world().options(options);
        return this;
    }

    /** From now on this befalls whoever reads the object, and nobody else. */
    Script befalls(String key, Trouble trouble) {
        stage.world().sky().curses(key, trouble);
        return this;
    }

    /** Puts that right. */
    Script nothingBefalls() {
        return befalls("", Trouble.NONE);
    }

    Optional<String> backup(int number) {
        return Optional.of(stage.backup(number));
    }

    String config(int backup) {
        return Chain.layout().backupConfig(stage.backup(backup));
    }

    /** A block that has to be fetched for this backup where the first is held. */
    String block(int backup) {
        int[] wanted = stage.world().chain().images().get(backup);
        int[] held = stage.world().chain().images().get(0);
        int content = IntStream.range(0, wanted.length)
                .filter(i -> wanted[i] != 0 && (i >= held.length || wanted[i] != held[i]))
                .map(i -> wanted[i])
                .findFirst()
                .orElseThrow();
        return Chain.layout().block(StoreLayout.checksum(Palette.content(content)));
    }

    /** A block that is fetched for this backup where nothing is held. */
    String anyBlock(int backup) {
        int[] wanted = stage.world().chain().images().get(backup);
        int content = Arrays.stream(wanted).filter(i -> i != 0).findFirst().orElseThrow();
        return Chain.layout().block(StoreLayout.checksum(Palette.content(content)));
    }

    long bytesLeft() {
        return status().totalBytes() - status().doneBytes();
    }

    /** A backup with zeros where this one has content. */
    int backupWithZerosOver(int backup) {
        List<int[]> images = stage.world().chain().images();
        int[] before = images.get(backup);
        return IntStream.range(0, images.size())
                .filter(other -> IntStream.range(0, before.length)
                        .anyMatch(block -> before[block] != 0 && images.get(other)[block] == 0))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such backup in this chain"));
    }

    /** The bytes of a backup that have the content of this block. */
    long bytesOf(String key, int backup) {
        int[] image = stage.world().chain().images().get(backup);
        return Arrays.stream(image)
                        .filter(content -> key.contains(StoreLayout.checksum(Palette.content(content))))
                        .count()
                * Palette.BLOCK;
    }

    /** A retention job sets out to delete a backup, at this pace. */
    Script deletes(int backup, Duration pause) {
        deletion = Optional.of(stage.world().deletes(backup, pause.toNanos()));
        return this;
    }

    Script untilItDeletes() {
        stage.until(() -> deletion.orElseThrow().holds());
        return this;
    }

    Script untilItHasDeleted() {
        stage.until(() -> deletion.orElseThrow().isOver());
        return this;
    }

    Script doesNotDelete() {
        assertThat(deletion.orElseThrow().holds()).isFalse();
        return this;
    }

    Script isBroughtBack() {
        stage.world().store().bringBack(stage.world().chain().objects());
        return this;
    }

    /** No lock lies in the store. */
    Script leavesNoLock() {
        String locks = Chain.layout().locks();
        assertThat(stage.world().store().objects().subMap(locks, locks + '\uffff'))
                .isEmpty();
        return this;
    }

    /** From now on the process gets no time for so long. */
    Script sleepsFor(Duration time) {
        Process process = stage.current().orElseThrow().process();
        process.stopUntil(stage.world().agenda().now() + time.toNanos());
        return this;
    }

    /** What begins from now on begins elsewhere; a fence is not held here any more. */
    Script movesToAnotherHost() {
        stage.world().moveToAnotherHost();
        if (stage.world().isFenced()) {
            stage.underWay().forEach(Attempt::contest);
        }
        return this;
    }

    /** From now on a fence is held by restores on the latest host alone. */
    Script hasAFence() {
        stage.world().buildFence();
        return this;
    }

    Script watches(DiskFaults.Watcher watcher) {
        stage.world().faults().watch(watcher);
        return this;
    }

    /** Begins to count the blocks that are asked for. */
    Script counts() {
        asked = stage.world().sky().blocksAsked();
        return this;
    }

    int blocksAsked() {
        return stage.world().sky().blocksAsked() - asked;
    }

    /** How many contents the two backups do not share. */
    int contentsNewIn(int backup, int comparedWith) {
        int[] wanted = stage.world().chain().images().get(backup);
        int[] held = stage.world().chain().images().get(comparedWith);
        return (int) IntStream.range(0, wanted.length)
                .filter(block -> wanted[block] != 0 && (block >= held.length || wanted[block] != held[block]))
                .count();
    }

    Script powerIsCut(Survival survival) {
        stage.cutPower(survival);
        return this;
    }

    /** The power is cut, and a byte of what is remembered changes. */
    Script rots(SplittableRandom by) {
        stage.rot(by);
        return this;
    }

    Script nextForceFails() {
        stage.world().faults().failNextForce();
        return this;
    }

    Script cancelled() {
        stage.current().orElseThrow().restore().cancel();
        return this;
    }

    Script passes(Duration time) {
        long end = stage.world().agenda().now() + time.toNanos();
        stage.world().agenda().at(end, () -> {});
        stage.until(() -> stage.world().agenda().now() >= end);
        return this;
    }

    Script isUnderWay() {
        assertThat(outcomes).isEmpty();
        return this;
    }

    Script says(Predicate<RestoreStatus> expected) {
        assertThat(status()).matches(expected);
        return this;
    }

    Script isRestoredWithin(Duration time) {
        return endsWithin(time, Outcome.Restored.class);
    }

    Script endsWithin(Duration time, Class<? extends Outcome> how) {
        long end = stage.world().agenda().now() + time.toNanos();
        stage.world().agenda().at(end, () -> {});
        stage.until(() -> !outcomes.isEmpty() || stage.world().agenda().now() >= end);
        assertThat(outcomes).as("within %s; %s", time, stage.world().journal()).hasSize(1);
        assertThat(outcomes.get(0)).isInstanceOf(how);
        return this;
    }

    private RestoreStatus status() {
        return stage.current().orElseThrow().restore().status();
    }
}

package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Activation;
import io.restorekit.api.Goal;
import io.restorekit.api.Outcome;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Deletion;
import io.restorekit.testkit.sim.store.Palette;
import io.restorekit.testkit.sim.store.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A story of one standby, which makes one call at a time. After every event of it the volume is looked at. */
final class StandbyScript {
    private static final Duration POLL = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Stage stage;
    private final World world;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> goals = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private long operations;
    private int asked;

    StandbyScript(long seed, Chain chain) {
        stage = new Stage(
                new SplittableRandom(seed),
                chain,
                Beginning.FOLLOWING,
                () -> Survival.RANDOM,
                (attempt, outcome) -> outcomes.add(outcome));
        world = stage.world();
        world.options(RestoreOptions.DEFAULT.withStaged(true).withConcurrency(1));
        stage.begin(Goal.follow(POLL));
    }

    /** The volume that it follows is backed up once more. */
    StandbyScript isBackedUp() {
        world.makesBackup();
        return this;
    }

    StandbyScript turns(Weather weather) {
        world.sky().turns(weather);
        return this;
    }

    StandbyScript passes(Duration time) {
        long end = world.agenda().now() + time.toNanos();
        world.agenda().at(end, () -> {});
        return until(() -> world.agenda().now() >= end);
    }

    StandbyScript until(Predicate<RestoreStatus> wanted) {
        long end = world.agenda().now() + PATIENCE.toNanos();
        until(() -> {
            assertThat(world.agenda().now()).as("%s", status()).isLessThan(end);
            return wanted.test(status());
        });
        return this;
    }

    /** It watches, and its volume holds this backup. */
    StandbyScript untilItHolds(int backup) {
        return until(status ->
                status.phase() == Phase.WATCHING && status.restorePoint().equals(Optional.of(stage.backup(backup))));
    }

    /** Some blocks of this backup are staged, some are not. */
    StandbyScript untilInTheMiddleOf(int backup) {
        return until(status -> status.phase() == Phase.STAGING
                && status.goal().equals(Optional.of(stage.backup(backup)))
                && status.doneBytes() > status.totalBytes() / 2);
    }

    /** A retention job deletes a backup, and what no other needs. */
    StandbyScript isDeleted(int backup) {
        Deletion deletion = world.deletes(backup, Duration.ofMillis(100).toNanos());
        return until(deletion::isOver);
    }

    StandbyScript counts() {
        asked = world.sky().blocksAsked();
        return this;
    }

    int blocksAsked() {
        return world.sky().blocksAsked() - asked;
    }

    /** The bytes of the volume, as programs see it. */
    long volumeSize() {
        try (FileSystem files = world.disk().mount("somebody")) {
            return Files.size(files.getPath(World.VOLUME_PATH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is obeyed within seconds, and no call is made for it. */
    Activation activated() {
        int calls = world.sky().calls();
        stage.current().orElseThrow().restore().activate();
        long end = world.agenda().now() + Duration.ofSeconds(10).toNanos();
        stage.until(() -> !outcomes.isEmpty() || world.agenda().now() >= end);
        assertThat(world.sky().calls()).as("calls").isEqualTo(calls);
        assertThat(outcomes).as("%s", world.journal()).hasSize(1);
        Activation activation = ((Outcome.Activated) outcomes.get(0)).activation();
        assertHolds(activation.backup());
        return activation;
    }

    /** The backups that it set out for, in this order. */
    List<String> goals() {
        return goals;
    }

    /** The backups that the volume has held completely, in this order. */
    List<String> held() {
        return held;
    }

    RestoreStatus status() {
        return stage.current().orElseThrow().restore().status();
    }

    private StandbyScript until(BooleanSupplier done) {
        stage.until(() -> {
            assertThat(outcomes).as("%s", world.journal()).isEmpty();
            look(status());
            return done.getAsBoolean();
        });
        return this;
    }

    /** Once the volume holds a backup it holds one, except while the next is applied. */
    private void look(RestoreStatus status) {
        status.goal().ifPresent(goal -> note(goals, goal));
        status.restorePoint().ifPresent(backup -> note(held, backup));
        if (!held.isEmpty()) {
            assertThat(status.phase()).isNotEqualTo(Phase.TRANSFERRING);
        }
        if (operations != world.disk().operations()) {
            operations = world.disk().operations();
            status.restorePoint().ifPresent(this::assertHolds);
        }
    }

    private void assertHolds(String backup) {
        int[] image = world.chain().image(backup);
        byte[] block = new byte[Palette.BLOCK];
        for (int number = 0; number < image.length; number++) {
            world.disk().read(World.VOLUME_PATH, (long) number * Palette.BLOCK, block);
            assertThat(Arrays.equals(block, Palette.content(image[number])))
                    .as("block %d is that of %s; %s", number, backup, world.journal())
                    .isTrue();
        }
    }

    private static void note(List<String> backups, String next) {
        if (backups.isEmpty() || !backups.get(backups.size() - 1).equals(next)) {
            backups.add(next);
        }
    }
}

package io.restorekit.machine;

import io.restorekit.api.Baseline;
import io.restorekit.api.Goal;
import io.restorekit.api.RestoreOptions;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Claim.Standing;
import io.restorekit.checkpoint.Progress;
import io.restorekit.checkpoint.Ranges;
import java.time.Duration;
import java.util.Optional;

/** Walks of a standby whose volume holds a backup. */
final class Staged {
    static final Duration POLL = Duration.ofMinutes(5);

    private Staged() {}

    /** A standby, recovered: the volume holds "held". */
    static Walk following(String held) {
        return following(held, true);
    }

    static Walk following(String held, boolean sure) {
        Walk walk = recovering();
        Manifest backup = Maps.backup("held", held);
        Claim claim = new Claim(Standing.RESTORED, backup.blocks(), backup, new Progress(held.length(), Ranges.NONE));
        remembers(walk, claim, sure);
        return walk;
    }

    static Walk recovering() {
        RestoreOptions options = RestoreOptions.DEFAULT.withStaged(true).withConcurrency(4);
        return new Walk(new Order(Goal.follow(POLL), Baseline.auto(), options));
    }

    static void remembers(Walk walk, Claim claim, boolean sure) {
        Held held = new Held(new Basis.Remembered(claim, sure), claim.believed().volumeSize());
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), held));
    }

    /** The stage for "next" is to be opened. */
    static Walk opening() {
        Walk walk = following("aa");
        walk.located(Optional.of(Maps.backup("next", "ab")));
        walk.answerCommit();
        return walk;
    }

    /** The stage for "next" is complete, and is to be read back. */
    static Walk sealing() {
        Walk walk = opening();
        walk.answer(new Event.StageOpened(walk.ticket(), Maps.map("ab")));
        walk.answerCommit();
        return walk;
    }

    /** A standby whose first backup is written, and is being committed. */
    static Walk lastCommit() {
        Walk walk = recovering();
        walk.recovered();
        walk.located(Optional.of(Maps.backup("first", "ab")));
        walk.answerCommit();
        walk.answer(new Event.Grown(walk.only(Effect.Grow.class).ticket()));
        walk.fetchAndWriteAll();
        return walk;
    }
}

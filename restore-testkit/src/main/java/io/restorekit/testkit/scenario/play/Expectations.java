package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Expectation;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Waits for what a scenario expects, and says what came in its place. */
final class Expectations {
    private final Player player;
    private final Scene scene;

    Expectations(Player player, Scene scene) {
        this.player = player;
        this.scene = scene;
    }

    void meet(Expectation what) throws Breach, IOException {
        if (what instanceof Expectation.Restored restored) {
            restored(restored.within());
        } else if (what instanceof Expectation.SomeRestored some) {
            someRestored(some.within());
        } else if (what instanceof Expectation.Cancelled cancelled) {
            cancelled(cancelled.within());
        } else if (what instanceof Expectation.FetchedTwice twice) {
            fetchedTwice(twice.mostPercent());
        } else if (what instanceof Expectation.FetchedOnlyTheDifference) {
            fetchedOnlyTheDifference();
        } else if (what instanceof Expectation.Holds holds) {
            holds(holds.backup(), holds.within());
        } else if (what instanceof Expectation.Activated activated) {
            activated(activated.within());
        } else if (player.latest().ending().isPresent()) {
            throw missed(
                    "the restore has ended: " + player.latest().ending().get().reason());
        }
    }

    void restored(Duration within) throws Breach, IOException {
        wait(within, () -> player.latest().ending().isPresent());
        RestoreEnding ending = ended(within);
        if (!ending.restored()) {
            throw missed("it ended without success: " + ending.reason());
        }
    }

    /** Who follows has come to the newest backup that is there, and somebody follows on. */
    void isFollowed(Duration within) throws Breach, IOException {
        if (player.latest().isDead()) {
            throw missed("in the end nobody follows: the last process was killed and not started again");
        }
        holds(scene.made().newestThere(), within);
    }

    private void holds(int backup, Duration within) throws Breach, IOException {
        Duration end = scene.now().plus(within);
        int held = held(backup);
        while (held == 0) {
            if (scene.now().compareTo(end) >= 0) {
                throw missed("the volume holds neither backup " + backup + " nor a newer one after " + seconds(within));
            }
            player.next(end);
            held = held(backup);
        }
        player.holds(held);
    }

    /** This backup, or of who follows a newer one; 0 if the volume holds none of them for good. */
    private int held(int backup) throws IOException {
        int newest = player.scenario().follows() ? scene.made().newest() : backup;
        for (int number = newest; number >= backup; number--) {
            if (scene.holds(number) && scene.holdsForGood(number)) {
                return number;
            }
        }
        return 0;
    }

    private void activated(Duration within) throws Breach, IOException {
        wait(within, () -> player.latest().ending().isPresent());
        RestoreEnding ending = ended(within);
        if (ending.activated().isEmpty()) {
            throw missed("it was to leave the volume, and ended: " + ending.reason());
        }
    }

    /** Of several, all have ended and one has restored; of one, it has restored, or was let end. */
    void allAreOver(Duration within) throws Breach, IOException {
        wait(within, () -> player.runs().stream().allMatch(MortalRun::isOver));
        if (!player.runs().stream().allMatch(MortalRun::isOver)) {
            ended(within);
            throw missed("a restore beside the latest has not ended within " + seconds(within));
        }
        if (player.latest().isDead() && player.latest().ending().isEmpty()) {
            throw missed("in the end nobody restores: the last process was killed and not started again");
        }
    }

    private void someRestored(Duration within) throws Breach, IOException {
        wait(within, () -> player.runs().stream().anyMatch(Expectations::hasRestored));
        if (player.runs().stream().noneMatch(Expectations::hasRestored)) {
            throw missed("none has restored within " + seconds(within));
        }
    }

    private static boolean hasRestored(MortalRun run) {
        return run.ending().filter(RestoreEnding::restored).isPresent();
    }

    private void cancelled(Duration within) throws Breach, IOException {
        wait(within, () -> player.latest().ending().isPresent());
        if (ended(within).restored()) {
            throw missed("it was cancelled, and says restored");
        }
    }

    private RestoreEnding ended(Duration within) throws Breach {
        Optional<RestoreEnding> ending = player.latest().ending();
        return ending.orElseThrow(() -> missed("it has not ended within " + seconds(within) + ", and is at "
                + player.latest().progress().doneBytes() + " of "
                + player.latest().progress().totalBytes() + " bytes"));
    }

    private void fetchedTwice(int mostPercent) throws Breach {
        Fetches fetches = scene.fetches();
        if (fetches.twice() * 100 > fetches.bytes() * mostPercent) {
            throw missed(fetches.twice() + " of " + fetches.bytes() + " bytes were fetched again, more than "
                    + mostPercent + " %");
        }
    }

    private void fetchedOnlyTheDifference() throws Breach {
        Set<String> more = new HashSet<>(scene.fetches().keys());
        more.removeAll(
                scene.difference(player.scenario().goal(), player.scenario().holds()));
        if (!more.isEmpty()) {
            throw missed(more.size() + " blocks were fetched that the volume had");
        }
    }

    private void wait(Duration within, BooleanSupplier done) throws Breach, IOException {
        Duration end = scene.now().plus(within);
        while (!done.getAsBoolean() && scene.now().compareTo(end) < 0) {
            player.next(end);
        }
    }

    private static Breach missed(String what) {
        return new Breach(Check.EXPECTED, what);
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1e3 + " s";
    }
}

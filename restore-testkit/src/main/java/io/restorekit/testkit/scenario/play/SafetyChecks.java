package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Looks at the restores after everything that happens. */
final class SafetyChecks {
    private final Scene scene;
    private final Scenario scenario;
    private final Map<RestoreRun, Progress> last = new HashMap<>();
    private final Set<RestoreRun> judged = new HashSet<>();
    private final Set<RestoreRun> excused = new HashSet<>();
    private int held;
    private boolean needed;

    SafetyChecks(Scene scene, Scenario scenario) {
        this.scene = scene;
        this.scenario = scenario;
        this.held = scenario.holds();
    }

    /** The volume of who follows has been seen to hold this backup: to an older one it must not go back. */
    void holds(int backup) {
        held = backup;
    }

    /** The volume is needed: who follows may leave it. */
    void letsLeave() {
        needed = true;
    }

    /** This one may end without success: somebody has asked for it, or another one has the volume. */
    void excuses(RestoreRun run) {
        excused.add(run);
    }

    /** At the end, once more: a restore that says restored has done so, whoever else was at work. */
    void judgeAgain(RestoreRun run, int backup) throws Breach, IOException {
        Optional<RestoreEnding> ending = run.ending();
        if (ending.filter(RestoreEnding::restored).isPresent()) {
            judge(run, ending.get(), backup);
        }
    }

    /**
     * @param backup what the run is to restore
     */
    void look(RestoreRun run, int backup) throws Breach, IOException {
        if (!scene.trespasses().isEmpty()) {
            throw new Breach(Check.DELETION_IS_KEPT_OUT, String.join("; ", scene.trespasses()));
        }
        progress(run);
        Optional<RestoreEnding> ending = run.ending();
        if (ending.isPresent() && judged.add(run)) {
            judge(run, ending.get(), backup);
        }
    }

    private void progress(RestoreRun run) throws Breach {
        Progress now = run.progress();
        Progress before = last.getOrDefault(run, Progress.NONE);
        last.put(run, now);
        if (now.totalBytes() > 0 && now.doneBytes() > now.totalBytes()) {
            throw new Breach(Check.PROGRESS_IS_HONEST, now.doneBytes() + " of " + now.totalBytes() + " bytes are done");
        }
        boolean sameWork =
                now.totalBytes() == before.totalBytes() && now.state().equals(before.state());
        if (sameWork && now.doneBytes() < before.doneBytes()) {
            throw new Breach(
                    Check.PROGRESS_IS_HONEST,
                    "after " + before.doneBytes() + " bytes only " + now.doneBytes() + " are done, of "
                            + now.totalBytes());
        }
    }

    private void judge(RestoreRun run, RestoreEnding ending, int backup) throws Breach, IOException {
        if (ending.restored()) {
            judgeVolume(backup == Scenario.NEWEST ? left(ending) : backup);
        } else if (!scenario.mayEnd() && !excused.contains(run)) {
            throw new Breach(Check.NOT_GIVEN_UP, gaveUp(ending));
        }
    }

    /** The backup at which who followed says that it left the volume. */
    private int left(RestoreEnding ending) throws Breach {
        if (!needed) {
            throw new Breach(Check.NOT_GIVEN_UP, "nobody needed the volume, and it was left: " + ending.reason());
        }
        OptionalInt number = ending.activated().map(scene.made()::number).orElse(OptionalInt.empty());
        if (number.isEmpty()) {
            throw new Breach(
                    Check.RESTORED_IS_TRUE, "it left the volume at no backup that was made: " + ending.reason());
        }
        if (number.getAsInt() < held) {
            throw new Breach(
                    Check.RESTORED_IS_TRUE,
                    "it left the volume at backup " + number.getAsInt() + ", and backup " + held + " was held before");
        }
        return number.getAsInt();
    }

    private void judgeVolume(int backup) throws Breach, IOException {
        if (!scene.holds(backup)) {
            throw new Breach(Check.RESTORED_IS_TRUE, "it says restored, and the volume holds other bytes");
        }
        if (!scene.holdsForGood(backup)) {
            throw new Breach(
                    Check.RESTORED_IS_DURABLE, "it says restored, and a power cut now would leave other bytes");
        }
    }

    private String gaveUp(RestoreEnding ending) {
        String cause = scene.faults().cause();
        return "it gave up (" + ending.reason() + ")"
                + (cause.isEmpty() ? ", though nothing was wrong with the backup target" : "; the cause: " + cause);
    }
}

package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Act;
import io.restorekit.testkit.scenario.Moment;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.Step;
import io.restorekit.testkit.scenario.StoreFault;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Plays one scenario once, in one scene. */
final class Player {
    /** Once nothing is wrong any more. A lock of a dead process, and calls that hang, take minutes. */
    private static final Duration RECOVERY = Duration.ofMinutes(15);

    private final Scenario scenario;
    private final Scene scene;
    private final Chronicle chronicle;
    private final SafetyChecks checks;
    private final List<RestoreRun> runs = new ArrayList<>();
    private final Set<RestoreRun> over = new HashSet<>();
    private Duration beganAt = Duration.ZERO;
    private Duration stepAt = Duration.ZERO;
    private int backup;

    Player(Scenario scenario, Scene scene, Chronicle chronicle) {
        this.scenario = scenario;
        this.scene = scene;
        this.chronicle = chronicle;
        this.checks = new SafetyChecks(scene, scenario.mayEnd());
    }

    /** Tells the whole story. */
    void play() throws Breach, IOException {
        prepare();
        int first = begin();
        for (Step step : scenario.steps().subList(first, scenario.steps().size())) {
            await(step);
            look();
            perform(step.act());
            look();
            stepAt = scene.now();
        }
        recover();
        if (!scene.unfired().isEmpty()) {
            throw new Breach(Check.EVERY_FAULT_FIRED, "nothing met: " + String.join(", ", scene.unfired()));
        }
    }

    /** Whatever is still wrong ends, and a restore that is still under way must be done in time. */
    private void recover() throws Breach, IOException {
        for (StoreFault kind : StoreFault.values()) {
            scene.end(kind);
        }
        look();
        if (latest().ending().isEmpty()) {
            new Expectations(this, scene).restored(RECOVERY);
        }
    }

    /** The restore without any step, until it is done: how many operations on the disk it makes. */
    long rehearse() throws Breach, IOException {
        prepare();
        long before = scene.diskOperations();
        start(scenario.goal());
        new Expectations(this, scene).restored(scene.patience());
        return scene.diskOperations() - before;
    }

    private void prepare() throws Breach, IOException {
        if (scenario.holds() > 0) {
            start(scenario.holds());
            new Expectations(this, scene).restored(scene.patience());
            latest().kill();
            runs.clear();
        }
        scene.fetches().forget();
        chronicle.begin();
    }

    /** What is to be there from the beginning is there before the restore begins; gives the number of the step after. */
    private int begin() throws Breach, IOException {
        beganAt = scene.now();
        stepAt = beganAt;
        int first = 0;
        while (first < scenario.steps().size()
                && scenario.steps().get(first).moment().equals(new Moment.At(Duration.ZERO))) {
            perform(scenario.steps().get(first++).act());
        }
        start(scenario.goal());
        return first;
    }

    private void await(Step step) throws Breach, IOException {
        Moment moment = step.moment();
        if (moment instanceof Moment.At at) {
            pass(beganAt.plus(scene.scaled(at.time())));
        } else if (moment instanceof Moment.After after) {
            pass(stepAt.plus(scene.scaled(after.time())));
        } else if (moment instanceof Moment.AtPercent percent) {
            come(step, () -> latest().progress().isAt(percent.percent()));
        } else if (moment instanceof Moment.AtRead read) {
            come(step, () -> scene.fetches().reads() >= read.number());
        } else if (moment instanceof Moment.AtDiskOperation operation && step.act() instanceof Act.PowerCut cut) {
            scene.cutPowerAt(operation.number(), cut.kept());
            come(step, scene::hasCutPower);
        }
    }

    private void pass(Duration until) throws Breach, IOException {
        while (scene.now().compareTo(until) < 0) {
            next(until);
        }
    }

    private void come(Step step, BooleanSupplier moment) throws Breach, IOException {
        Duration limit = scene.now().plus(scene.patience());
        while (!moment.getAsBoolean()) {
            boolean over = latest().ending().isPresent();
            if (over || scene.now().compareTo(limit) >= 0) {
                throw new Breach(
                        Check.EVERY_MOMENT_CAME, (over ? "the restore was over before: " : "this never came: ") + step);
            }
            next(limit);
        }
    }

    /** Lets something happen, and looks at all restores. */
    void next(Duration notAfter) throws Breach, IOException {
        if (!scene.next(notAfter)) {
            throw new Breach(Check.EVERY_MOMENT_CAME, "nothing happens any more");
        }
        look();
    }

    private void look() throws Breach, IOException {
        for (RestoreRun run : runs) {
            checks.look(run, backup);
        }
        chronicle.progress(latest().progress());
        if (latest().ending().isPresent() && over.add(latest())) {
            chronicle.ends(latest().ending().get().reason());
        }
    }

    RestoreRun latest() {
        return runs.get(runs.size() - 1);
    }

    List<RestoreRun> runs() {
        return runs;
    }

    Scenario scenario() {
        return scenario;
    }

    private void start(int number) throws IOException {
        backup = number;
        runs.add(scene.start(number));
        chronicle.starts(number);
    }

    private void perform(Act act) throws Breach, IOException {
        chronicle.happens(act);
        if (act instanceof Act.Begins begins) {
            scene.begin(begins.fault());
        } else if (act instanceof Act.Ends ends) {
            scene.end(ends.kind());
        } else if (act instanceof Act.PowerCut cut) {
            if (!scene.hasCutPower()) {
                scene.cutPower(cut.kept());
            }
        } else if (act instanceof Act.Restart restart) {
            latest().kill();
            if (restart.elsewhere()) {
                scene.moveToAnotherNode();
            }
            start(backup);
        } else if (act instanceof Act.Rival) {
            checks.contested();
            start(backup);
        } else if (act instanceof Act.ForceFails) {
            scene.failNextForce();
        } else if (act instanceof Act.Delete delete) {
            scene.delete(delete.backup(), delete.pause());
        } else if (act instanceof Act.Lose lose) {
            scene.lose(lose.backup());
        } else if (act instanceof Act.BringBack) {
            scene.bringBack();
        } else if (act instanceof Act.Expect expect) {
            new Expectations(this, scene).meet(expect.what());
        } else {
            signal(act);
        }
    }

    private void signal(Act act) {
        if (act instanceof Act.Kill) {
            latest().kill();
        } else if (act instanceof Act.Freeze) {
            latest().freeze();
        } else if (act instanceof Act.Thaw) {
            latest().thaw();
        } else if (act instanceof Act.Cancel) {
            checks.cancelled();
            latest().cancel();
        }
    }
}

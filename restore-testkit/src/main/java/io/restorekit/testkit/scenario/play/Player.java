package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Act;
import io.restorekit.testkit.scenario.Fault;
import io.restorekit.testkit.scenario.FaultKind;
import io.restorekit.testkit.scenario.Moment;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Plays one scenario once, in one scene. */
final class Player {
    /** Once nothing is wrong any more. A lock of a dead process, and calls that hang, take minutes. */
    private static final Duration RECOVERY = Duration.ofMinutes(15);

    private final Scenario scenario;
    private final Scene scene;
    private final Chronicle chronicle;
    private final SafetyChecks checks;
    private final Arrival arrival;
    private final List<MortalRun> runs = new ArrayList<>();
    private final Set<MortalRun> over = new HashSet<>();
    private final Set<FaultKind> active = EnumSet.noneOf(FaultKind.class);
    private Duration beganAt = Duration.ZERO;
    private Duration stepAt = Duration.ZERO;
    private int backup;
    private boolean toldToEnd;

    Player(Scenario scenario, Scene scene, Chronicle chronicle) {
        this.scenario = scenario;
        this.scene = scene;
        this.chronicle = chronicle;
        this.checks = new SafetyChecks(scene, scenario);
        this.arrival = new Arrival(scene, scenario.holds());
    }

    /** Tells the whole story. */
    void play() throws Breach, IOException {
        prepare();
        int first = begin();
        for (Step step : scenario.steps().subList(first, scenario.steps().size())) {
            await(step);
            look();
            perform(step);
            look();
            stepAt = scene.now();
        }
        recover();
        List<String> unfired = new ArrayList<>();
        scene.faults().unfired().forEach(fault -> unfired.add(fault.toString()));
        unfired.addAll(scene.unfiredOnDisk());
        if (!unfired.isEmpty()) {
            throw new Breach(Check.EVERY_FAULT_FIRED, "not met, or not often enough: " + String.join(", ", unfired));
        }
    }

    /** What has not been met yet is waited for; then all faults end, and restores under way must be done in time. */
    private void recover() throws Breach, IOException {
        awaitMet(fault -> true, scene.scaled(RECOVERY));
        for (FaultKind kind : FaultKind.values()) {
            scene.faults().end(kind);
        }
        look();
        Expectations expectations = new Expectations(this, scene);
        if (scenario.follows() && !toldToEnd) {
            expectations.isFollowed(RECOVERY);
        } else {
            expectations.allAreOver(RECOVERY);
        }
        for (MortalRun run : runs) {
            checks.judgeAgain(run, backup);
        }
    }

    private void awaitMet(Predicate<Fault> which, Duration atMost) throws Breach, IOException {
        Duration limit = scene.now().plus(atMost);
        while (scene.faults().unfired().stream().anyMatch(which)
                && !runs.isEmpty()
                && !latest().isOver()
                && scene.now().compareTo(limit) < 0) {
            next(limit);
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
        arrival.begins();
        int first = 0;
        while (first < scenario.steps().size()
                && scenario.steps().get(first).moment().equals(new Moment.At(Duration.ZERO))) {
            perform(scenario.steps().get(first++));
        }
        if (first < scenario.steps().size()) {
            armPowerCut(scenario.steps().get(first));
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
            come(step, () -> isAt(percent.percent()));
        } else if (moment instanceof Moment.AtRead read) {
            come(step, () -> scene.fetches().reads() >= read.number());
        } else if (moment instanceof Moment.AtDiskOperation) {
            come(step, scene::hasCutPower);
        }
    }

    private boolean isAt(int percent) {
        return scenario.follows() ? arrival.isAt(percent) : latest().progress().isAt(percent);
    }

    private void pass(Duration until) throws Breach, IOException {
        while (scene.now().compareTo(until) < 0) {
            next(until);
        }
    }

    private void come(Step step, BooleanSupplier moment) throws Breach, IOException {
        Duration limit = scene.now().plus(scene.patience());
        while (!moment.getAsBoolean()) {
            if (latest().ending().isPresent()) {
                throw new Breach(Check.EVERY_MOMENT_CAME, "the restore was over before: " + step);
            }
            if (scene.now().compareTo(limit) >= 0) {
                boolean hangs = active.isEmpty() && !latest().isDead();
                throw new Breach(
                        hangs ? Check.EXPECTED : Check.EVERY_MOMENT_CAME,
                        (hangs ? "nothing was wrong, and the restore never came to: " : "this never came: ") + step);
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
        for (MortalRun run : runs) {
            checks.look(run, backup);
        }
        chronicle.progress(latest().progress());
        if (latest().ending().isPresent() && over.add(latest())) {
            chronicle.ends(latest().ending().get().reason());
        }
    }

    MortalRun latest() {
        return runs.get(runs.size() - 1);
    }

    List<MortalRun> runs() {
        return runs;
    }

    Scenario scenario() {
        return scenario;
    }

    /** The volume has been seen to hold this backup. */
    void holds(int number) {
        checks.holds(number);
    }

    private void start(int number) throws Breach {
        backup = number;
        try {
            runs.add(scene.start(number));
        } catch (IOException e) {
            throw new Breach(Check.NOT_GIVEN_UP, "it cannot be started: " + e);
        }
        chronicle.starts(number);
    }

    /** Operations are counted from the beginning of the restore: a cut at one is planned before. */
    private void armPowerCut(Step step) {
        if (step.moment() instanceof Moment.AtDiskOperation operation && step.act() instanceof Act.PowerCut power) {
            scene.cutPowerAt(operation.number(), power.kept());
        }
    }

    private void perform(Step step) throws Breach, IOException {
        Act act = step.act();
        if (isDoneToOneUnderWay(act) && latest().ending().isPresent() && !scenario.mayEnd()) {
            throw new Breach(Check.EVERY_MOMENT_CAME, "the restore was over before: " + step);
        }
        if (act instanceof Act.Ends ends) {
            awaitMet(fault -> fault.kind() == ends.kind(), scene.grace());
        }
        chronicle.happens(act);
        if (act instanceof Act.Begins begins) {
            scene.faults().begin(begins.fault());
            active.add(begins.fault().kind());
        } else if (act instanceof Act.Ends ends) {
            scene.faults().end(ends.kind());
            active.remove(ends.kind());
        } else if (act instanceof Act.PowerCut cut) {
            if (!(step.moment() instanceof Moment.AtDiskOperation)) {
                scene.cutPower(cut.kept());
            }
        } else if (act instanceof Act.Restart restart) {
            latest().kill();
            if (restart.elsewhere()) {
                scene.moveToAnotherNode();
            }
            start(backup);
        } else if (act instanceof Act.Rival) {
            start(backup);
            runs.forEach(checks::excuses);
        } else if (act instanceof Act.ForceFails) {
            scene.failNextForce();
        } else if (act instanceof Act.Delete delete) {
            scene.delete(delete.backup(), delete.pause());
        } else if (act instanceof Act.Lose lose) {
            scene.lose(lose.backup());
        } else if (act instanceof Act.BackUp) {
            scene.backUp();
            arrival.begins();
        } else if (act instanceof Act.BringBack) {
            scene.bringBack();
        } else if (act instanceof Act.Expect expect) {
            new Expectations(this, scene).meet(expect.what());
        } else {
            signal(act);
        }
    }

    private static boolean isDoneToOneUnderWay(Act act) {
        return act instanceof Act.Kill
                || act instanceof Act.Freeze
                || act instanceof Act.Cancel
                || act instanceof Act.Activate
                || act instanceof Act.Rival;
    }

    private void signal(Act act) {
        if (act instanceof Act.Kill) {
            latest().kill();
        } else if (act instanceof Act.Freeze) {
            latest().freeze();
        } else if (act instanceof Act.Thaw) {
            latest().thaw();
        } else if (act instanceof Act.Cancel) {
            toldToEnd = true;
            checks.excuses(latest());
            latest().cancel();
        } else if (act instanceof Act.Activate) {
            toldToEnd = true;
            checks.letsLeave();
            latest().activate();
        }
    }
}

package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Act;
import io.restorekit.testkit.scenario.FaultKind;
import io.restorekit.testkit.scenario.Moment;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes steps out of a scenario that failed, one or two at a time, as long as the same check fails without them; then
 * lets what is left happen at once where that does.
 */
final class Shrinker {
    private final ScenarioRunner runner;
    private ScenarioResult.Failed least;

    private Shrinker(ScenarioRunner runner, ScenarioResult.Failed failed) {
        this.runner = runner;
        this.least = failed;
    }

    static ScenarioResult.Failed shrink(ScenarioRunner runner, ScenarioResult.Failed failed) {
        Shrinker shrinker = new Shrinker(runner, failed);
        while (shrinker.leaveOut()) {
            // Once more: what was needed before may not be needed now.
        }
        shrinker.hurry();
        return shrinker.least;
    }

    private List<Step> steps() {
        return least.played().steps();
    }

    private boolean leaveOut() {
        int size = steps().size();
        for (int first = 0; first < size; first++) {
            for (int second = first; second < size; second++) {
                List<Step> fewer = new ArrayList<>(steps());
                fewer.remove(second);
                if (second > first) {
                    fewer.remove(first);
                }
                if (expectsAsMuch(fewer) && isWhole(fewer) && failsToo(fewer)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void hurry() {
        for (int i = 0; i < steps().size(); i++) {
            List<Step> faster = new ArrayList<>(steps());
            faster.set(i, new Step(new Moment.Then(), faster.get(i).act()));
            boolean canHurry = !(steps().get(i).moment() instanceof Moment.Then) && !isExpectation(steps().get(i));
            if (canHurry) {
                failsToo(faster);
            }
        }
    }

    private boolean failsToo(List<Step> steps) {
        Optional<ScenarioResult.Failed> failed = possible(steps)
                .map(runner::play)
                .filter(ScenarioResult.Failed.class::isInstance)
                .map(ScenarioResult.Failed.class::cast)
                .filter(result -> result.check() == least.check());
        least = failed.orElse(least);
        return failed.isPresent();
    }

    private Optional<Scenario> possible(List<Step> steps) {
        try {
            return Optional.of(least.played().withSteps(steps));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A wish that lost what makes it right would fail for any restore. */
    private boolean expectsAsMuch(List<Step> fewer) {
        return fewer.stream().filter(Shrinker::isExpectation).count()
                == steps().stream().filter(Shrinker::isExpectation).count();
    }

    private static boolean isExpectation(Step step) {
        return step.act() instanceof Act.Expect;
    }

    /** Whether all that begins ends, and somebody is there to restore. */
    private static boolean isWhole(List<Step> steps) {
        Set<FaultKind> lasting = EnumSet.noneOf(FaultKind.class);
        boolean alive = true;
        boolean frozen = false;
        for (Step step : steps) {
            Act act = step.act();
            if (act instanceof Act.Begins begins && begins.fault().times().isEmpty()) {
                lasting.add(begins.fault().kind());
            } else if (act instanceof Act.Ends end) {
                lasting.remove(end.kind());
            }
            alive = act instanceof Act.Restart || alive && !(act instanceof Act.Kill || act instanceof Act.PowerCut);
            frozen = act instanceof Act.Freeze || frozen && !(act instanceof Act.Thaw || act instanceof Act.Restart);
        }
        return lasting.isEmpty() && alive && !frozen;
    }
}

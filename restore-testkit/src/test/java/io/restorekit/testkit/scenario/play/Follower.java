package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import io.restorekit.testkit.scenario.restore.SimulatedRestore;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import io.restorekit.testkit.sim.SimulatedRestoreKit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Follows as it should, or not at all, and says of its end what a test plans.
 *
 * @param works whether the volume is followed
 * @param leaves when it leaves the volume unasked
 * @param says what it says in place of the truth
 */
record Follower(boolean works, Optional<Duration> leaves, UnaryOperator<RestoreEnding> says)
        implements SimulatedRestore {

    @Override
    public String name() {
        return "follower";
    }

    @Override
    public Set<Need> offers() {
        return EnumSet.allOf(Need.class);
    }

    @Override
    public RestoreRun start(SimulatedSite site, String backup) {
        return new SimulatedRestoreKit().start(site, backup);
    }

    @Override
    public RestoreRun follow(SimulatedSite site) {
        Optional<RestoreRun> right = works ? Optional.of(new SimulatedRestoreKit().follow(site)) : Optional.empty();
        leaves.ifPresent(time -> site.time().after(time, () -> right.ifPresent(RestoreRun::activate)));
        return new Run(right, says);
    }

    private record Run(Optional<RestoreRun> right, UnaryOperator<RestoreEnding> says) implements RestoreRun {
        @Override
        public Progress progress() {
            return right.map(RestoreRun::progress).orElse(Progress.NONE);
        }

        @Override
        public Optional<RestoreEnding> ending() {
            return right.flatMap(RestoreRun::ending).map(says);
        }

        @Override
        public void kill() {
            right.ifPresent(RestoreRun::kill);
        }

        @Override
        public void freeze() {
            right.ifPresent(RestoreRun::freeze);
        }

        @Override
        public void thaw() {
            right.ifPresent(RestoreRun::thaw);
        }

        @Override
        public void cancel() {
            right.ifPresent(RestoreRun::cancel);
        }

        @Override
        public void activate() {
            right.ifPresent(RestoreRun::activate);
        }
    }
}

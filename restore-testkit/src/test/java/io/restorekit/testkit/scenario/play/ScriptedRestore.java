package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.scenario.restore.Progress;
import io.restorekit.testkit.scenario.restore.RestoreEnding;
import io.restorekit.testkit.scenario.restore.RestoreRun;
import io.restorekit.testkit.scenario.restore.SimulatedRestore;
import io.restorekit.testkit.scenario.restore.SimulatedSite;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Does at its start what a test plans. */
record ScriptedRestore(BiConsumer<SimulatedSite, ScriptedRestore.Run> begins) implements SimulatedRestore {
    static final String FIRST_BACKUP = "backup-0";

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<Need> offers() {
        return EnumSet.allOf(Need.class);
    }

    @Override
    public RestoreRun start(SimulatedSite site, String backup) {
        Run run = new Run();
        begins.accept(site, run);
        return run;
    }

    /** Says what it is told to say, or what another one says. */
    static final class Run implements RestoreRun {
        private Optional<RestoreEnding> ending = Optional.empty();
        private Optional<RestoreRun> other = Optional.empty();

        void ends(String reason) {
            ending = Optional.of(RestoreEnding.without(reason));
        }

        void is(RestoreRun right) {
            other = Optional.of(right);
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Optional<RestoreEnding> ending() {
            return other.flatMap(RestoreRun::ending).or(() -> ending);
        }

        @Override
        public void kill() {
            other.ifPresent(RestoreRun::kill);
        }

        @Override
        public void freeze() {}

        @Override
        public void thaw() {}

        @Override
        public void cancel() {
            ends("cancelled");
        }
    }
}

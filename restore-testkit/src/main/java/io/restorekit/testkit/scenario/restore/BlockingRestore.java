package io.restorekit.testkit.scenario.restore;

import io.restorekit.testkit.scenario.Need;
import io.restorekit.testkit.time.SimulatedThread;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated restore whose code blocks: it reads, writes and sleeps in a simulated thread, returns when it has restored,
 * and throws when it has not.
 */
public final class BlockingRestore implements SimulatedRestore {
    private static final Set<Need> SIMULATED = Set.of(Need.NETWORK, Need.PROCESS, Need.DISK, Need.VIRTUAL_TIME);

    private final String name;
    private final Set<Need> offers;
    private final Code code;

    /** Restores a backup. */
    @FunctionalInterface
    public interface Code {
        /**
         * @param told is to be told how far it is
         */
        void restore(SimulatedSite site, String backup, ProgressListener told) throws Exception;
    }

    /** Hears how far a restore is. */
    @FunctionalInterface
    public interface ProgressListener {
        void isAt(long doneBytes, long totalBytes);
    }

    /** One that offers what the simulation does: network, process, disk and virtual time. */
    public BlockingRestore(String name, Code code) {
        this(name, SIMULATED, code);
    }

    /** One of which other things are asked. */
    public BlockingRestore(String name, Set<Need> offers, Code code) {
        this.name = name;
        this.offers = Set.copyOf(offers);
        this.code = code;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Need> offers() {
        return offers;
    }

    @Override
    public RestoreRun start(SimulatedSite site, String backup) {
        return new Run(site, backup);
    }

    private final class Run implements RestoreRun {
        private final SimulatedThread thread;
        private volatile Progress progress = Progress.NONE;
        private volatile boolean killed;

        Run(SimulatedSite site, String backup) {
            thread = SimulatedThread.start(
                    site.time(),
                    name,
                    () -> code.restore(site, backup, (done, total) -> progress = new Progress(done, total, "")));
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Optional<RestoreEnding> ending() {
            if (killed || !thread.isOver()) {
                return Optional.empty();
            }
            return Optional.of(thread.failure()
                    .map(failure -> RestoreEnding.without(failure.toString()))
                    .orElseGet(RestoreEnding::restoredIt));
        }

        @Override
        public void kill() {
            killed |= !thread.isOver();
            thread.kill();
        }

        @Override
        public void freeze() {
            thread.freeze();
        }

        @Override
        public void thaw() {
            thread.thaw();
        }
    }
}

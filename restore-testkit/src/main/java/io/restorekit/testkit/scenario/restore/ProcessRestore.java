package io.restorekit.testkit.scenario.restore;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.process.OutputLine;
import io.restorekit.testkit.scenario.Need;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A restore that is a program: it is started as a process of its own, tells its progress on standard output, and ends with
 * exit code 0 when it has restored. To cancel it, it is sent SIGTERM; whatever it ends with then is not called restored.
 */
public final class ProcessRestore implements LiveRestore {
    private final String name;
    private final Set<Need> offers;
    private final Program program;
    private final Function<String, Optional<Progress>> progress;
    private final Optional<Standby> standby;

    /** What is to be run. */
    @FunctionalInterface
    public interface Program {
        /**
         * @param backup the name of the backup to be restored
         */
        Command restoring(LiveSite site, String backup);
    }

    /**
     * How a program follows the newest backup. It ends with exit code 0 when it has left the volume.
     *
     * @param following the program
     * @param activating the program that tells it that the volume is needed; it is run while the other runs
     * @param leftAt which backup a line of the former's output says that it leaves the volume at, if it does
     */
    public record Standby(
            Function<LiveSite, Command> following,
            Function<LiveSite, Command> activating,
            Function<String, Optional<String>> leftAt) {
        public Standby {
            Objects.requireNonNull(following);
            Objects.requireNonNull(activating);
            Objects.requireNonNull(leftAt);
        }
    }

    /**
     * A program that offers network and process: that it can be killed.
     *
     * @param progress what a line of its output says of its progress, if it does
     */
    public ProcessRestore(String name, Program program, Function<String, Optional<Progress>> progress) {
        this(name, EnumSet.of(Need.NETWORK, Need.PROCESS), program, progress);
    }

    /** A program that offers these. */
    public ProcessRestore(
            String name, Set<Need> offers, Program program, Function<String, Optional<Progress>> progress) {
        this(name, offers, program, progress, Optional.empty());
    }

    private ProcessRestore(
            String name,
            Set<Need> offers,
            Program program,
            Function<String, Optional<Progress>> progress,
            Optional<Standby> standby) {
        this.name = name;
        this.offers = Set.copyOf(offers);
        this.program = program;
        this.progress = progress;
        this.standby = standby;
    }

    /** The same, which offers to follow as well. */
    public ProcessRestore withStandby(Standby how) {
        Set<Need> more = new HashSet<>(offers);
        more.add(Need.FOLLOWING);
        return new ProcessRestore(name, more, program, progress, Optional.of(how));
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
    public RestoreRun start(LiveSite site, String backup) {
        return new Run(site, ChildProcess.start(program.restoring(site, backup)), Optional.empty());
    }

    @Override
    public RestoreRun follow(LiveSite site) {
        Standby how = standby.orElseThrow(() -> new UnsupportedOperationException(name + " does not follow"));
        return new Run(site, ChildProcess.start(how.following().apply(site)), standby);
    }

    private final class Run implements RestoreRun {
        private final LiveSite site;
        private final ChildProcess process;
        private final Optional<Standby> following;
        private Optional<ChildProcess> asking = Optional.empty();
        private Progress last = Progress.NONE;
        private int read;
        private boolean cancelled;

        Run(LiveSite site, ChildProcess process, Optional<Standby> following) {
            this.site = site;
            this.process = process;
            this.following = following;
        }

        @Override
        public Progress progress() {
            List<String> lines = process.out();
            for (; read < lines.size(); read++) {
                last = progress.apply(lines.get(read)).orElse(last);
            }
            return last;
        }

        @Override
        public Optional<RestoreEnding> ending() {
            return process.exitCode()
                    .map(code -> code == 0 && !cancelled
                            ? leftAt().map(RestoreEnding::activatedAt).orElseGet(RestoreEnding::restoredIt)
                            : RestoreEnding.without("exit code " + code + lastWords()));
        }

        private Optional<String> leftAt() {
            return following.flatMap(how -> process.out().stream()
                    .flatMap(line -> how.leftAt().apply(line).stream())
                    .reduce((before, line) -> line));
        }

        /** The last line that is no part of a stack trace. */
        private String lastWords() {
            return process.lines().stream()
                    .map(OutputLine::text)
                    .filter(line -> !line.startsWith("\t"))
                    .reduce((before, line) -> line)
                    .map(line -> ": " + line)
                    .orElse("");
        }

        @Override
        public void kill() {
            asking.ifPresent(ChildProcess::close);
            process.close();
        }

        @Override
        public void freeze() {
            if (process.isAlive()) {
                process.freeze();
            }
        }

        @Override
        public void thaw() {
            if (process.isAlive()) {
                process.thaw();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            process.askToEnd();
        }

        @Override
        public void activate() {
            Standby how = following.orElseThrow(() -> new UnsupportedOperationException("it does not follow"));
            asking.ifPresent(ChildProcess::close);
            asking = Optional.of(ChildProcess.start(how.activating().apply(site)));
        }
    }
}

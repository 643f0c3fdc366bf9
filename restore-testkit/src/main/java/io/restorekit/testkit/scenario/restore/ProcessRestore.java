package io.restorekit.testkit.scenario.restore;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.process.OutputLine;
import io.restorekit.testkit.scenario.Need;
import java.util.EnumSet;
import java.util.List;
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

    /** What is to be run. */
    @FunctionalInterface
    public interface Program {
        /**
         * @param backup the name of the backup to be restored
         */
        Command restoring(LiveSite site, String backup);
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
        this.name = name;
        this.offers = Set.copyOf(offers);
        this.program = program;
        this.progress = progress;
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
        return new Run(ChildProcess.start(program.restoring(site, backup)));
    }

    private final class Run implements RestoreRun {
        private final ChildProcess process;
        private Progress last = Progress.NONE;
        private int read;
        private boolean cancelled;

        Run(ChildProcess process) {
            this.process = process;
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
                            ? RestoreEnding.restoredIt()
                            : RestoreEnding.without("exit code " + code + lastWords()));
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
    }
}

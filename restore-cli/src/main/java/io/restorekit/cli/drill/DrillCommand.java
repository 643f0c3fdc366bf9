package io.restorekit.cli.drill;

import io.restorekit.testkit.timeline.TimelinePage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs both rounds and says what held. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Watches an incremental restore from an S3 server survive a DNS outage and SIGKILL.",
            "Everything runs on loopback and in a temporary directory."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every check held", "5:a check failed"})
public final class DrillCommand implements Callable<Integer> {
    private final PrintStream out;

    /** For a network namespace in which the machine's resolver asks 127.0.0.1. */
    @Option(names = "--system-resolver", hidden = true)
    private boolean systemResolver;

    @Spec
    @Nullable
    CommandSpec command;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes a page for each round there: round-1.html, round-2.html. Default: none.")
    @Nullable
    Path report;

    /** The command line makes it. */
    public DrillCommand() {
        this(System.out);
    }

    DrillCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        makeReportFolder();
        Path directory = Files.createTempDirectory("restore-drill");
        boolean held = true;
        try (Stage stage = Stage.open(directory, systemResolver)) {
            out.println("S3 server at " + stage.endpoint() + ", DNS server at " + stage.dns());
            out.println("a chain of two backups of " + DrillStore.BLOCKS * 2 + " MiB is stored");
            for (Round round : Round.values()) {
                heading(round.title());
                RoundRun run = new RoundRun(stage, round, out);
                held &= check(run.run(), run.chronicle());
                if (report != null) {
                    write(run.chronicle(), round, report);
                }
            }
        } finally {
            delete(directory);
        }
        heading(held ? "All checks held." : "A CHECK FAILED.");
        out.println("This showed a process killed and restarted. What a power cut does to writes that were not forced");
        out.println("yet is not to be seen this way: that belongs to a simulator of the disk.");
        return held ? 0 : 5;
    }

    private void makeReportFolder() {
        if (report != null) {
            try {
                Files.createDirectories(report);
            } catch (IOException e) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(),
                        "--report: no directory can be made there: " + e);
            }
        }
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    private boolean check(Observations seen, Chronicle chronicle) {
        boolean held = true;
        for (Check check : Check.of(seen.round())) {
            boolean holds = check.holds(seen);
            chronicle.finds(holds, check.says(seen));
            out.println((holds ? "   held   " : "   FAILED ") + check.says(seen));
            held &= holds;
        }
        return held;
    }

    private void write(Chronicle chronicle, Round round, Path folder) throws IOException {
        Path page = folder.resolve("round-" + (round.ordinal() + 1) + ".html");
        Files.writeString(page, TimelinePage.of(chronicle.story(round.title())));
        out.println("   drawn in " + page);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}

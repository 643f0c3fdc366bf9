package io.restorekit.cli;

import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Opens the command line to tests in other packages. */
public final class InProcess {
    private InProcess() {}

    /** What one command returned and printed. */
    public record Run(int exitCode, String out, String err) {}

    /** Runs one command in this process, with these settings in place of its environment. */
    public static Run run(Map<String, String> settings, List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        int exitCode = Main.run(console, settings, args.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static int exitCode(Outcome outcome) {
        return ExitCode.of(outcome).code();
    }

    public static int exitCode(Failure failure) {
        return ExitCode.of(failure).code();
    }
}

package io.restorekit.cli;

import io.restorekit.api.Failure;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ParseResult;

/** The one place that prints. Thread-safe. */
final class Console {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A line with the time of day before it. */
    void event(String text) {
        line(LocalTime.now().truncatedTo(ChronoUnit.SECONDS).format(TIME) + " " + text);
    }

    /** What failed and what to do. */
    void error(Failure failure) {
        err.println("error: " + failure.kind() + ": " + failure.what());
        if (!failure.advice().isEmpty()) {
            err.println("       " + failure.advice());
        }
        err.flush();
    }

    /** A defect: one line, and the stack only for those who asked. */
    int broke(Exception thrown, ParseResult parsed) {
        err.println("error: INTERNAL: " + thrown);
        if (parsed.subcommand() != null && parsed.subcommand().hasMatchedOption("--debug")) {
            thrown.printStackTrace(err);
        }
        return ExitCode.FAILED.code();
    }
}

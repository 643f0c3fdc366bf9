package io.restorekit.cli.badinput;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A restore in a process that may not make a file as large as the volume. */
final class Limited {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Limited() {}

    record Run(int exitCode, String out, String err) {}

    static Run run(Ask ask, Class<?> main, List<String> args) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -f " + ask.fileLimit().orElseThrow() + " && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Its file of figures would be too large.
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(args);
        Command command = Command.of(words.toArray(String[]::new)).with(ask.settings());
        try (ChildProcess child = ChildProcess.start(command)) {
            int exitCode = child.awaitExit(PATIENCE);
            return new Run(exitCode, lines(child.out()), lines(child.err()));
        }
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}

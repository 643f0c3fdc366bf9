package io.restorekit.cli.drill;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** This program's own {@code restore} in a process of its own, which knows the endpoint by name only. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONCURRENCY = "3";

    private final ChildProcess process;

    private Child(ChildProcess process) {
        this.process = process;
    }

    /** The listener is told each status as it comes. */
    static Child restore(Stage stage, String backup, Path volume, Consumer<StatusLine> listener) {
        List<String> words = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.restorekit.cli.Main",
                "restore",
                stage.url(backup),
                "--to",
                volume.toString(),
                "--concurrency",
                CONCURRENCY,
                "--on-attention",
                "wait",
                "--json"));
        words.addAll(stage.dnsOption());
        Command command = Command.java(words.toArray(String[]::new)).with(stage.environment());
        return new Child(ChildProcess.start(command, line -> {
            if (StatusLine.isOne(line.text())) {
                listener.accept(StatusLine.parse(line.text()));
            }
        }));
    }

    /** Waits until the child says so. */
    StatusLine await(Predicate<StatusLine> wanted) throws InterruptedException {
        return StatusLine.parse(
                process.awaitLine(line -> StatusLine.isOne(line) && wanted.test(StatusLine.parse(line)), PATIENCE));
    }

    /** The last status that it told. */
    StatusLine last() {
        return process.out().stream()
                .filter(StatusLine::isOne)
                .reduce((before, line) -> line)
                .map(StatusLine::parse)
                .orElse(StatusLine.NONE);
    }

    /** Whether it has been in this phase. */
    boolean hasSaid(String phase) {
        return process.out().stream()
                .filter(StatusLine::isOne)
                .anyMatch(line -> StatusLine.parse(line).phase().equals(phase));
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    int awaitExit() throws InterruptedException {
        return process.awaitExit(PATIENCE);
    }

    @Override
    public void close() {
        process.close();
    }
}

package io.restorekit.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signals that Java does not send, through the shell's {@code kill}, and how Linux tells that one has come. */
final class Signals {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path PROC = Path.of("/proc");

    private Signals() {}

    /** @throws UnsupportedOperationException where there is no POSIX shell */
    static void send(String signal, List<ProcessHandle> processes) throws InterruptedException {
        if (!Files.isExecutable(SHELL)) {
            throw new UnsupportedOperationException(
                    "SIG" + signal + " is sent by " + SHELL + ", which this system does not have");
        }
        List<String> words = new ArrayList<>(List.of(SHELL.toString(), "-c", "kill -s \"$@\"", "sh", signal));
        processes.forEach(process -> words.add(String.valueOf(process.pid())));
        try {
            // One that ended meanwhile makes it complain.
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + signal, e);
        }
    }

    /** Whether no thread of a process runs any more; always so where the system does not tell. */
    static boolean isStopped(ProcessHandle process) {
        Path threads = PROC.resolve(process.pid() + "/task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                if (runs(Files.readString(thread.resolve("stat")))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // A thread ended while it was looked at: what is left is looked at again.
            return !process.isAlive();
        }
    }

    /** The state is the letter behind the name, which stands in brackets and may hold some. */
    private static boolean runs(String stat) {
        return "TtZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
    }

    /** Whether a process was begun with this in its environment; empty where the system does not tell. */
    static Optional<Boolean> carries(ProcessHandle process, Map.Entry<String, String> variable) {
        if (!Files.isDirectory(PROC)) {
            return Optional.empty();
        }
        try {
            String environment =
                    Files.readString(PROC.resolve(process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            return Optional.of(
                    List.of(environment.split("\0")).contains(variable.getKey() + "=" + variable.getValue()));
        } catch (IOException e) {
            return Optional.of(false);
        }
    }
}

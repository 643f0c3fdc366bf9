package io.restorekit.testkit.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a child process runs.
 *
 * @param words the program and its arguments
 * @param environment added to this process's own; may hold secrets
 * @param directory where it runs; empty for this process's
 */
public record Command(List<String> words, Map<String, String> environment, Optional<Path> directory) {

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** Runs a program. */
    public static Command of(String... words) {
        return new Command(List.of(words), Map.of(), Optional.empty());
    }

    /** Runs the java of this JVM with these options and arguments. */
    public static Command java(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(arguments));
        return new Command(words, Map.of(), Optional.empty());
    }

    /** Sets more environment variables. */
    public Command with(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new Command(words, all, directory);
    }

    /**
     * Gives the JVM these options, before those that it has.
     *
     * @throws IllegalArgumentException if no word of the command is a {@code java}
     */
    public Command withJvmOptions(List<String> options) {
        int java = words.stream()
                .map(word -> word.substring(word.lastIndexOf(File.separatorChar) + 1))
                .toList()
                .indexOf("java");
        if (java < 0) {
            throw new IllegalArgumentException("no word of the command is a java: " + this);
        }
        List<String> all = new ArrayList<>(words);
        all.addAll(java + 1, options);
        return new Command(all, environment, directory);
    }

    public Command in(Path folder) {
        return new Command(words, environment, Optional.of(folder));
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}

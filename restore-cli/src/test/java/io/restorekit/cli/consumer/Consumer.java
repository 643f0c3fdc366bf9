package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A small project that uses RestoreKit as any other would: compiled against it, and run in a JVM of its own. */
final class Consumer {
    /** Restores the backup of its first argument into the volume of its second. */
    static final String RESTORES = """
            package consumer;

            import io.restorekit.RestoreEngine;
            import io.restorekit.api.Outcome;
            import io.restorekit.api.RestoreException;
            import io.restorekit.api.RestoreRequest;
            import java.nio.file.Path;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    try (RestoreEngine engine = RestoreEngine.builder().build()) {
                        RestoreRequest request = RestoreRequest.of(args[0], Path.of(args[1]));
                        Outcome outcome = engine.start(request).outcome().toCompletableFuture().get();
                        System.out.println(outcome);
                    } catch (RestoreException e) {
                        System.out.println(e.failure());
                        System.exit(2);
                    }
                }
            }
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How a run ended, and what it said on each stream. */
    record Run(int exitCode, String out, String err) {}

    private final Path sources;
    private final Path classes;

    private Consumer(Path directory) {
        sources = directory.resolve("src");
        classes = directory.resolve("classes");
    }

    static Consumer onClassPath(Path directory, String classPath, String main) throws IOException {
        Consumer consumer = new Consumer(directory);
        consumer.compile(List.of("-cp", classPath), List.of(consumer.source("consumer/Main.java", main)));
        return consumer;
    }

    /** One file of its own, in no package. */
    static Consumer ofFile(Path directory, String classPath, String name, String text) throws IOException {
        Consumer consumer = new Consumer(directory);
        consumer.compile(List.of("-cp", classPath), List.of(consumer.source(name, text)));
        return consumer;
    }

    static Consumer onModulePath(Path directory, String modulePath, String requires, String main) throws IOException {
        Consumer consumer = new Consumer(directory);
        String module = "module consumer { " + requires + " }";
        consumer.compile(
                List.of("-p", modulePath),
                List.of(consumer.source("module-info.java", module), consumer.source("consumer/Main.java", main)));
        return consumer;
    }

    Path classes() {
        return classes;
    }

    /** Runs {@code java} with these options and arguments; the environment is added to this process's own. */
    static Run run(Map<String, String> environment, List<String> words) throws InterruptedException {
        Command command = Command.java(words.toArray(String[]::new)).with(environment);
        try (ChildProcess child = ChildProcess.start(command)) {
            int exitCode = child.awaitExit(PATIENCE);
            return new Run(exitCode, String.join("\n", child.out()), String.join("\n", child.err()));
        }
    }

    private String source(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private void compile(List<String> paths, List<String> files) throws IOException {
        List<String> options = new ArrayList<>(paths);
        options.addAll(List.of("--release", "17", "-d", classes.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromStrings(files);
            assertThat(compiler.getTask(said, manager, null, options, null, units)
                            .call())
                    .as("compiled: %s", said)
                    .isTrue();
        }
    }
}

package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Jars, or a reactor module's classes, of this test's own class path. */
final class Artifacts {
    /** The engine and what it needs at run time. */
    static final List<String> CORE = List.of(
            "restore-core",
            "slf4j-api",
            "resilience4j-circuitbreaker",
            "resilience4j-core",
            "jackson-core",
            "lz4-java",
            "jspecify");

    /** The adapter for directories, likewise. */
    static final List<String> NFS =
            List.of("restore-nfs", "commons-vfs2", "commons-io", "commons-lang3", "commons-logging", "httpcore");

    private Artifacts() {}

    /** A path of the named artifacts, in the form of the {@code java} command. */
    @SafeVarargs
    static String path(List<String>... artifacts) {
        List<String> entries = new ArrayList<>();
        for (List<String> names : artifacts) {
            names.forEach(name -> entries.add(find(name).toString()));
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path find(String name) {
        List<Path> found = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.endsWith(Path.of(name, "target", "classes"))
                        || entry.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
                .collect(Collectors.toList());
        assertThat(found).as("entries of the class path for %s", name).hasSize(1);
        return found.get(0);
    }
}

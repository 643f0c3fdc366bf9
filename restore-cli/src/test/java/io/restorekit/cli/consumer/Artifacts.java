package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** The adapter for S3, likewise; the AWS SDK, some thirty jars, is added whole. */
    static final List<String> S3 =
            List.of("restore-s3", "httpclient5", "httpcore5", "httpcore5-h2", "reactive-streams");

    /** The testkit, likewise, for who has no JUnit. */
    static final List<String> TESTKIT = List.of("restore-testkit", "dnsjava");

    private static final String SDK = Path.of("software", "amazon", "awssdk").toString();

    private Artifacts() {}

    /** A path of the named artifacts, in the form of the {@code java} command. */
    static String path(List<String> artifacts) {
        List<Path> entries = new ArrayList<>();
        artifacts.forEach(name -> entries.add(find(name)));
        if (artifacts.containsAll(S3)) {
            entries.addAll(sdk());
        }
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    private static List<Path> sdk() {
        List<Path> found =
                classPath().stream().filter(jar -> jar.toString().contains(SDK)).toList();
        assertThat(found).as("jars of the AWS SDK on the class path").isNotEmpty();
        return found;
    }

    private static Path find(String name) {
        List<Path> found = classPath().stream()
                .filter(entry -> entry.endsWith(Path.of(name, "target", "classes"))
                        || entry.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
                .toList();
        assertThat(found).as("entries of the class path for %s", name).hasSize(1);
        return found.get(0);
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}

package io.restorekit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The JDKs that a test of whole processes runs on. */
final class Jdks {
    private static final String NEWER = "25";

    private Jdks() {}

    /**
     * The {@code java} of the JDK that runs the tests, then those of JDK 25 that are found: named by the system property
     * {@code restorekit.otherJdk} or by {@code JDK25_HOME} or {@code JAVA_HOME_25}, beside the running one, or where
     * Linux keeps them. One that the property names must be there.
     */
    static List<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        List<Path> homes = new ArrayList<>();
        Stream.of("JDK25_HOME", "JAVA_HOME_25")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .forEach(homes::add);
        homes.addAll(in(own.toRealPath().getParent()));
        homes.addAll(in(Path.of("/usr/lib/jvm")));
        homes.removeIf(home -> !runs(home));
        homes.add(0, own);
        String named = System.getProperty("restorekit.otherJdk", "");
        if (!named.isBlank()) {
            homes.add(1, Path.of(named));
        }
        List<Path> distinct = new ArrayList<>();
        for (Path home : homes) {
            distinct.add(home.toRealPath());
        }
        return distinct.stream()
                .distinct()
                .map(home -> home.resolve("bin/java"))
                .toList();
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.toList();
        }
    }

    private static boolean runs(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            return release.contains("JAVA_VERSION=\"" + NEWER) && Files.isExecutable(home.resolve("bin/java"));
        } catch (IOException e) {
            // No JDK, or one that cannot be read.
            return false;
        }
    }
}

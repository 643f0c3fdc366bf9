package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar alone, in an empty directory, on every JDK that is here. */
class JarIT {
    private static final Path JAR = Path.of(System.getProperty("restorekit.jar"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** The one that runs the tests, and those beside it that are new enough. */
    static Stream<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> homes = new ArrayList<>(List.of(own));
        try (Stream<Path> beside = Files.list(own.getParent())) {
            beside.filter(home -> home.getFileName().toString().contains("25"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .forEach(homes::add);
        }
        return homes.stream().distinct().map(home -> home.resolve("bin/java"));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void restoresAloneAndSaysNothingOnStandardError(Path java) throws Exception {
        String store = Path.of(System.getProperty("restorekit.fixtures"), "store")
                .toRealPath()
                .toUri()
                .toString();
        run(java, "restore", store + "?volume=golden-gzip", "--to", "volume");
        run(java, "inspect", store, "--json");
        run(java, "--help");
        assertThat(directory.resolve("volume")).hasSize(32 << 20);
    }

    @Test
    void holdsWhatItNeedsAndNothingOfTheTests() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/services/io.restorekit.target.BackupTargetProvider")
                    .doesNotContain("module-info.class", "META-INF/services/java.net.spi.InetAddressResolverProvider")
                    .noneMatch(name -> name.matches("(org/junit|org/assertj|org/mockito|net/bytebuddy|.*wiremock).*"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release"))
                    .isEqualTo("true");
            String providers = new String(
                    jar.getInputStream(jar.getEntry("META-INF/services/io.restorekit.target.BackupTargetProvider"))
                            .readAllBytes());
            assertThat(providers.lines())
                    .contains("io.restorekit.s3.S3BackupTargetProvider", "io.restorekit.nfs.NfsBackupTargetProvider");
        }
    }

    private void run(Path java, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(java.toString(), "-jar", JAR.toString()));
        words.addAll(List.of(arguments));
        Command command = Command.of(words.toArray(String[]::new)).in(directory);
        try (ChildProcess child = ChildProcess.start(command)) {
            assertThat(child.awaitExit(PATIENCE)).as("%s", child.lines()).isZero();
            assertThat(child.err()).isEmpty();
        }
    }
}

package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar alone, in an empty directory, on every JDK that is here. */
class JarIT {
    private static final Path JAR = Path.of(System.getProperty("restorekit.jar"));
    private static final Path STORE = Path.of(System.getProperty("restorekit.fixtures"), "store");

    /** A backup of the recorded store, older than the volume's last growth; size and digest by the store's manifest. */
    private static final String BACKUP = "backup-27d8e61ec5f298bd";

    private static final int SIZE = 25_165_824;
    private static final String SHA256 = "acdefffd9fbe6685e372bb0f2c148cc9026625f77ef26eb1bcefc54bcea96530";

    /** Also in the folders of a Multi-Release jar. */
    private static final Pattern OF_TESTS = Pattern.compile(
            "(^|/)(org/(junit|opentest4j|apiguardian|assertj|mockito|hamcrest)|net/bytebuddy|wiremock)/|/module-info.class$");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    static List<Path> javas() throws IOException {
        return Jdks.javas();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void restoresFromADirectoryAlone(Path java) throws Exception {
        checkRestores(java, STORE.toUri().toString(), Map.of());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void restoresFromS3Alone(Path java) throws Exception {
        try (S3Server server = S3Server.open(S3Settings.DEFAULT.withDirectory(STORE))) {
            S3Settings settings = server.settings();
            checkRestores(java, "s3://" + settings.bucket() + "@" + settings.region() + "/", server.environment());
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void helpSaysHowItIsUsed(Path java) throws Exception {
        assertThat(run(java, Map.of(), "--help")).anyMatch(line -> line.contains("restore"));
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
                    .noneMatch(name -> OF_TESTS.matcher(name).find());
            assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release"))
                    .isEqualTo("true");
            String providers = new String(
                    jar.getInputStream(jar.getEntry("META-INF/services/io.restorekit.target.BackupTargetProvider"))
                            .readAllBytes());
            assertThat(providers.lines())
                    .contains("io.restorekit.s3.S3BackupTargetProvider", "io.restorekit.nfs.NfsBackupTargetProvider");
        }
    }

    private void checkRestores(Path java, String store, Map<String, String> environment) throws Exception {
        run(java, environment, "restore", store + "?volume=golden-lz4&backup=" + BACKUP, "--to", "volume");
        byte[] restored = Files.readAllBytes(directory.resolve("volume"));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(restored, 0, SIZE);
        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(SHA256);
        assertThat(run(java, environment, "inspect", store, "--json")).anyMatch(line -> line.contains(BACKUP));
    }

    /** Runs the jar, which must end with 0 and say nothing on standard error; returns what it said. */
    private List<String> run(Path java, Map<String, String> environment, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(java.toString(), "-jar", JAR.toString()));
        words.addAll(List.of(arguments));
        Command command = Command.of(words.toArray(String[]::new)).in(directory).with(environment);
        try (ChildProcess child = ChildProcess.start(command)) {
            assertThat(child.awaitExit(PATIENCE)).as("%s", child.lines()).isZero();
            assertThat(child.err()).isEmpty();
            return child.out();
        }
    }
}

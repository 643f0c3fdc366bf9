package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.cli.consumer.Consumer.Run;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two projects outside this one, on the class path and on the module path, restore a recorded backup by its URL. None of
 * them names an adapter in its code: that is found by what lies on the path.
 */
class ConsumerTest {
    private static final String QUERY = "?volume=golden-lz4&backup=backup-27d8e61ec5f298bd";

    /** Size and digest of that backup's image, as the fixtures' manifest records them. */
    private static final int SIZE = 25_165_824;

    private static final String SHA256 = "acdefffd9fbe6685e372bb0f2c148cc9026625f77ef26eb1bcefc54bcea96530";

    /** A consumer chooses its logger; SLF4J says so where there is none. */
    private static final String NO_LOGGER = "SLF4J\\(W\\): .*";

    private static final String CORE = Artifacts.path(Artifacts.CORE);

    @TempDir
    Path directory;

    static List<Place> places() {
        return Place.ALL;
    }

    @AfterAll
    static void stop() {
        Place.SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("places")
    void projectOnTheClassPathRestores(Place place) throws Exception {
        Consumer consumer = Consumer.onClassPath(directory, CORE, Consumer.RESTORES);

        checkRestored(run(place, "-cp", join(place.path(), consumer), "consumer.Main"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void projectOnTheModulePathRestores(Place place) throws Exception {
        Consumer consumer = Consumer.onModulePath(directory, CORE, "requires io.restorekit;", Consumer.RESTORES);

        checkRestored(run(place, "-p", join(place.path(), consumer), "-m", "consumer/consumer.Main"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void projectThatRequiresTheAdaptersModuleRestores(Place place) throws Exception {
        String requires = "requires io.restorekit; requires " + place.module() + ";";
        Consumer consumer = Consumer.onModulePath(directory, place.path(), requires, Consumer.RESTORES);

        checkRestored(run(place, "-p", join(place.path(), consumer), "-m", "consumer/consumer.Main"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void missingAdapterOnTheClassPathIsNamed(Place place) throws Exception {
        Consumer consumer = Consumer.onClassPath(directory, CORE, Consumer.RESTORES);

        checkNamed(place, run(place, "-cp", join(CORE, consumer), "consumer.Main"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void missingAdapterOnTheModulePathIsNamed(Place place) throws Exception {
        Consumer consumer = Consumer.onModulePath(directory, CORE, "requires io.restorekit;", Consumer.RESTORES);

        checkNamed(place, run(place, "-p", join(CORE, consumer), "-m", "consumer/consumer.Main"));
    }

    @Test
    void exampleOfTheReadmeRestores() throws Exception {
        Consumer consumer = Consumer.ofFile(directory, CORE, "RestoreExample.java", example());

        checkRestored(run(Place.DIRECTORY, "-cp", join(Place.DIRECTORY.path(), consumer), "RestoreExample"));
    }

    @Test
    void exampleThatNamesWhatIsNotThereDoesNotCompile() throws Exception {
        String changed = example().replace("RestoreRequest.of", "RestoreRequest.from");

        assertThatThrownBy(() -> Consumer.ofFile(directory, CORE, "RestoreExample.java", changed))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("from");
    }

    private static String example() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("restorekit.docs"), "..", "README.md"));
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(example.find()).isTrue();
        return example.group(1);
    }

    private Run run(Place place, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(options));
        words.add(place.url() + QUERY);
        words.add(volume().toString());
        return Consumer.run(Place.SERVER.environment(), words);
    }

    private void checkRestored(Run run) throws Exception {
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("Restored", "backup-27d8e61ec5f298bd");
        assertThat(run.err().lines()).allMatch(line -> line.matches(NO_LOGGER));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream restored = Files.newInputStream(volume())) {
            sha256.update(restored.readNBytes(SIZE));
        }
        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(SHA256);
    }

    private void checkNamed(Place place, Run run) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("USAGE", place.artifact());
        assertThat(run.err().lines()).allMatch(line -> line.matches(NO_LOGGER));
        assertThat(volume()).doesNotExist();
    }

    private Path volume() {
        return directory.resolve("volume.img");
    }

    private static String join(String path, Consumer consumer) {
        return path + File.pathSeparator + consumer.classes();
    }
}

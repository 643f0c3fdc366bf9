package io.restorekit.cli.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.cli.consumer.Consumer.Run;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two projects outside this one, on the class path and on the module path, restore a recorded backup by its URL. */
class ConsumerTest {
    private static final String VOLUME = "golden-lz4";
    private static final String BACKUP = "backup-27d8e61ec5f298bd";

    /** Size and digest of that backup's image, as the fixtures' manifest records them. */
    private static final int SIZE = 25_165_824;

    private static final String SHA256 = "acdefffd9fbe6685e372bb0f2c148cc9026625f77ef26eb1bcefc54bcea96530";

    private static final String CORE = Artifacts.path(Artifacts.CORE);
    private static final String ALL = Artifacts.path(Artifacts.CORE, Artifacts.NFS);

    @TempDir
    Path directory;

    @Test
    void projectOnTheClassPathRestores() throws Exception {
        Consumer consumer = Consumer.onClassPath(directory, CORE);

        checkRestored(run("-cp", join(ALL, consumer), "consumer.Main"));
    }

    @Test
    void projectOnTheModulePathRestores() throws Exception {
        Consumer consumer =
                Consumer.onModulePath(directory, ALL, "requires io.restorekit; requires io.restorekit.nfs;");

        checkRestored(run("-p", join(ALL, consumer), "-m", "consumer/consumer.Main"));
    }

    @Test
    void missingAdapterOnTheClassPathIsNamed() throws Exception {
        Consumer consumer = Consumer.onClassPath(directory, CORE);

        checkNamed(run("-cp", join(CORE, consumer), "consumer.Main"));
    }

    @Test
    void missingAdapterOnTheModulePathIsNamed() throws Exception {
        Consumer consumer = Consumer.onModulePath(directory, CORE, "requires io.restorekit;");

        checkNamed(run("-p", join(CORE, consumer), "-m", "consumer/consumer.Main"));
    }

    @Test
    void exampleOfTheReadmeRestores() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("restorekit.docs"), "..", "README.md"));
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(example.find()).isTrue();
        Consumer consumer = Consumer.ofFile(directory, CORE, "RestoreExample.java", example.group(1));

        checkRestored(run("-cp", join(ALL, consumer), "RestoreExample"));
    }

    private Run run(String... options) throws Exception {
        Path store = Path.of(System.getProperty("restorekit.fixtures"), "store").toRealPath();
        String url = store.toUri() + "?volume=" + VOLUME + "&backup=" + BACKUP;
        return Consumer.run(directory, List.of(options), url, volume().toString());
    }

    private void checkRestored(Run run) throws Exception {
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("Restored", BACKUP);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (InputStream restored = Files.newInputStream(volume())) {
            sha256.update(restored.readNBytes(SIZE));
        }
        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(SHA256);
    }

    private void checkNamed(Run run) {
        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("USAGE", "file://", "io.restorekit:restore-nfs");
        assertThat(volume()).doesNotExist();
    }

    private Path volume() {
        return directory.resolve("volume.img");
    }

    private static String join(String path, Consumer consumer) {
        return path + File.pathSeparator + consumer.classes();
    }
}

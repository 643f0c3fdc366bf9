package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.s3.S3Server;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that reads, lists, writes and deletes prints nothing: not the SDK's warnings, not the JVM's. */
class SilenceTest {

    /** What the child runs. It prints what it read and found, so that its parent sees that it did. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            S3Settings settings = S3Settings.builder(() -> new S3Credentials(arguments[1], arguments[2]))
                    .endpoint(URI.create(arguments[0]))
                    .build();
            try (BackupTarget target = Fixtures.openAt(settings, arguments[3])) {
                target.put(Fixtures.KEY, new byte[1000]);
                try (TargetObject object = target.open(Fixtures.KEY)) {
                    System.out.print(object.body().readAllBytes().length + " ");
                }
                System.out.print(target.list(Fixtures.KEY_FOLDER, Optional.empty())
                        .entries()
                        .size());
                target.delete(Fixtures.KEY);
            }
        }
    }

    @Test
    void ordinaryUseIsSilent(@TempDir Path directory) throws Exception {
        Path err = directory.resolve("err");
        try (S3Server server = S3Server.open()) {
            Process child = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            server.endpoint().toString(),
                            server.settings().accessKey(),
                            server.settings().secretKey(),
                            "s3://" + server.settings().bucket() + "@"
                                    + server.settings().region() + "/store"))
                    .redirectError(err.toFile())
                    .start();
            String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor()).as(Files.readString(err)).isZero();
            assertThat(out).isEqualTo("1000 1");
            assertThat(err).isEmptyFile();
        }
    }
}

package io.restorekit.testkit.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.sim.disk.FileCases.Case;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulated disk and the file system of a Linux machine do the same, and refuse the same in the same way. */
@EnabledOnOs(OS.LINUX)
class ConformanceTest {

    static Stream<Case> cases() {
        return Stream.of(FileCases.all(), ChannelCases.all(), TreeCases.all(), PathCases.all())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothDoTheSame(Case one, @TempDir Path real) throws IOException {
        try (FileSystem files = SimDisk.of(1).mount("host")) {
            Path simulated = Files.createDirectory(files.getPath("/top"));
            assertThat(outcome(one, simulated))
                    .as(one.name())
                    .isEqualTo(outcome(one, Files.createDirectory(real.resolve("top"))));
        }
    }

    private static String outcome(Case one, Path top) {
        String what;
        try {
            what = String.valueOf(one.body().run(top));
        } catch (Exception e) {
            what = "throws " + e.getClass().getName();
        }
        return what.replace(top.toString(), "/top");
    }
}

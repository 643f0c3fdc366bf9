package io.restorekit.cli.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input is named, ends in its exit code, and costs nothing that was there. Each row goes through the API and the
 * command line; where what was wrong can be mended, the same ask restores afterwards.
 */
class BadInputTest {
    @TempDir
    Path directory;

    static List<Row> rows() {
        return Stream.of(
                        ConfigRows.all(),
                        BlockRows.all(),
                        PlaceRows.all(),
                        UsageRows.all(),
                        StateRows.all(),
                        VolumeRows.all(),
                        DeviceRows.all(),
                        StandbyRows.all())
                .flatMap(List::stream)
                .toList();
    }

    static Stream<Arguments> rowsThroughBothDoors() {
        return rows().stream().flatMap(row -> Arrays.stream(Door.values()).map(door -> Arguments.of(door, row)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rowsThroughBothDoors")
    void isNamedAndLosesNothing(Door door, Row row) throws Exception {
        try (Scene scene = new Scene(directory)) {
            Ask ask = row.setup().prepare(scene);
            Snapshot before = Snapshot.of(directory);
            Said said = door.say(ask);

            assertThat(said.kind()).as(said.everything()).isEqualTo(row.kind());
            assertThat(said.exitCode()).as(said.everything()).isEqualTo(row.exitCode());
            assertThat(said.text()).contains(row.words());
            printsNothingThatItMustNot(scene, said);
            row.leaves().check(scene, before, Snapshot.of(directory));
            if (scene.isMendable()) {
                scene.mend();
                restores(scene, door.say(ask.unlimited()));
            }
        }
    }

    @Test
    void everyKindOfFailureHasARow() {
        Set<Kind> covered = rows().stream().flatMap(row -> row.kind().stream()).collect(Collectors.toSet());
        assertThat(covered).isEqualTo(EnumSet.allOf(Kind.class));
    }

    private static void printsNothingThatItMustNot(Scene scene, Said said) {
        assertThat(said.everything())
                .as("a stack trace")
                .doesNotContain("\tat ", "Caused by:")
                .as("a secret")
                .doesNotContain(scene.server().settings().secretKey());
    }

    private static void restores(Scene scene, Said said) {
        assertThat(said.kind()).as("mended, %s", said.everything()).isEmpty();
        assertThat(said.exitCode()).isZero();
        assertThat(scene.content()).isEqualTo(Scene.CHAIN.after());
    }
}

package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.s3.Stage.Scene;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault at every operation means what {@link Fault} says by hand, and what {@code docs/faults.md} shows. */
class FaultMatrixTest {
    private static final FaultTable OBSERVED = new FaultTable();

    static Stream<Arguments> cells() {
        return Arrays.stream(Fault.values())
                .flatMap(fault ->
                        fault.expected.verdicts().keySet().stream().map(operation -> Arguments.of(fault, operation)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void meansWhatItShould(Fault fault, Operation operation) throws Exception {
        try (Scene scene = fault.stage.set(operation)) {
            String observed = Verdict.of(scene, operation);
            OBSERVED.add(fault, operation, observed);

            assertThat(observed).isEqualTo(fault.expected.verdicts().get(operation));
            assertThat(scene.met().getAsInt())
                    .as("the fault was met, by one request")
                    .isEqualTo(1);
        }
    }

    @AfterAll
    static void theDocumentShowsIt() throws IOException {
        OBSERVED.compareOrWrite();
    }
}

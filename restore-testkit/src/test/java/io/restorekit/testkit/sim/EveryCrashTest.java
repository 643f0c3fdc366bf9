package io.restorekit.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Survival;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power is cut once at each operation on the disk: before it, in its middle, after it; and all, nothing or half is kept. */
class EveryCrashTest {
    private static final long SEED = 11;
    private static final List<Answer> MOMENTS =
            List.of(Answer.CUT_POWER_BEFORE, Answer.CUT_POWER_IN_THE_MIDDLE, Answer.CUT_POWER_AFTER);
    private static final List<Survival> SURVIVALS = List.of(Survival.ALL_KEPT, Survival.ALL_LOST, Survival.TORN);

    @ParameterizedTest
    @EnumSource(Beginning.class)
    void everyCrashPointIsSurvived(Beginning beginning) {
        long operations = Simulation.operations(SEED, beginning);
        assertThat(operations).isGreaterThan(30);
        LongStream.rangeClosed(1, operations).parallel().forEach(operation -> {
            for (Answer moment : MOMENTS) {
                for (Survival survival : SURVIVALS) {
                    crash(beginning, operation, moment, survival);
                }
            }
        });
    }

    private static void crash(Beginning beginning, long operation, Answer moment, Survival survival) {
        try {
            Simulation.runWithPowerCut(SEED, beginning, operation, moment, survival);
        } catch (Violation e) {
            throw new AssertionError(
                    "operation " + operation + ", " + moment + ", " + survival + "\n" + e.story() + "\n" + e, e);
        }
    }
}

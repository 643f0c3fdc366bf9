package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignalsTest {
    private final List<String> happened = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void processEndsWithTheCodeThatWasReported(ExitCode told) {
        Signals signals = signals();
        signals.exitCode(told);
        signals.close();
        signals.drain();
        assertThat(happened).containsExactly("drained", "halted " + told.code());
    }

    @Test
    void reportThatBrokeIsAFailure() {
        Signals signals = signals();
        signals.close();
        signals.drain();
        assertThat(happened).containsExactly("drained", "halted 5");
    }

    private Signals signals() {
        return new Signals(() -> happened.add("drained"), code -> happened.add("halted " + code));
    }
}

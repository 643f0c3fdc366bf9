package io.restorekit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.api.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks and who owns are two objects here, as they are two processes elsewhere. */
class ActivationRequestTest {
    private static final Failure NO =
            new Failure(Failure.Kind.NO_RESTORE_POINT, "it is in the middle of b2\nand = of a line", "let it end");

    @TempDir
    Path state;

    private ActivationRequest asker;
    private ActivationRequest owner;

    @BeforeEach
    void open() {
        asker = new ActivationRequest(state);
        owner = new ActivationRequest(state);
    }

    @Test
    void nobodyAsksUntilSomebodyDoes() throws IOException {
        assertThat(owner.isAsked()).isFalse();
        assertThat(asker.refusal()).isEmpty();
        asker.ask();
        assertThat(owner.isAsked()).isTrue();
        assertThat(asker.refusal()).isEmpty();
    }

    @Test
    void refusalIsReadAsItWasGivenAndIsNoRequestAnyMore() throws IOException {
        asker.ask();
        owner.refuse(NO);
        assertThat(owner.isAsked()).isFalse();
        assertThat(asker.refusal()).contains(NO);
    }

    @Test
    void whoAsksAgainWaitsForAnotherAnswer() throws IOException {
        asker.ask();
        owner.refuse(NO);
        asker.ask();
        assertThat(owner.isAsked()).isTrue();
        assertThat(asker.refusal()).isEmpty();
    }

    @Test
    void whatIsWithdrawnLeavesNothing() throws IOException {
        asker.ask();
        owner.refuse(NO);
        asker.ask();
        asker.withdraw();
        assertThat(owner.isAsked()).isFalse();
        assertThat(asker.refusal()).isEmpty();
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void damagedAnswerIsNoAnswer() throws IOException {
        owner.refuse(NO);
        Path answer = state.resolve("activate-refused");
        Files.writeString(answer, Files.readString(answer).replace("b2", "b3"));
        assertThatThrownBy(asker::refusal).isInstanceOf(IOException.class).hasMessageContaining("cannot be read");
    }
}

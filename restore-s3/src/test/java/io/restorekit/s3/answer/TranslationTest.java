package io.restorekit.s3.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.s3.Fixtures;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What no server can be made to bring about at will; the rest is {@code FaultMatrixTest}'s. */
class TranslationTest {
    private final Translation translation = new Translation(Fixtures.CLOCK);

    /** So the HTTP client says it where the time for a call ends before the call has its connection. */
    @Test
    void aCallThatIsCancelledBeforeItIsSentTookTooLong() {
        SdkClientException thrown = SdkClientException.create("words", new CancellationException("Request aborted"));

        assertThat(translation.translate(thrown, "it"))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Cause.TIMED_OUT));
    }
}

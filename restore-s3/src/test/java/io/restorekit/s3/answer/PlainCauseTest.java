package io.restorekit.s3.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class PlainCauseTest {

    @Test
    void foreignWordsAreDroppedAndTypesAndTracesKept() {
        SdkClientException foreign = SdkClientException.create("secretSeenNowhere", new ConnectException("refused"));

        PlainCause plain = PlainCause.of(foreign);

        assertThat(plain).hasMessage(SdkClientException.class.getName());
        assertThat(plain.getStackTrace()).isEqualTo(foreign.getStackTrace());
        assertThat(plain.getCause()).hasMessage("java.net.ConnectException: refused");
    }

    @Test
    void aCircleOfCausesEnds() {
        RuntimeException first = new RuntimeException("a");
        first.initCause(new RuntimeException("b", first));

        int depth = 0;
        for (Throwable link = PlainCause.of(first); link != null; link = link.getCause()) {
            depth++;
        }

        assertThat(depth).isEqualTo(17);
    }
}

package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeasuredBodyTest {
    private static final MeasuredBody.Pace LEAST = new MeasuredBody.Pace(10_000, Duration.ofSeconds(30));

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void aWholeBodyIsComplete() throws IOException {
        MeasuredBody body = body(new ByteArrayInputStream(new byte[10]), OptionalLong.of(10));

        assertThat(body.complete()).isFalse();
        assertThat(body.readNBytes(10)).hasSize(10);
        assertThat(body.complete()).isTrue();
        assertThat(body.read()).isEqualTo(-1);
        assertThat(failures).hasValue(0);
    }

    @Test
    void anEarlyEndIsAnErrorWhateverTheClientSays() {
        MeasuredBody body = body(new ByteArrayInputStream(new byte[9]), OptionalLong.of(10));

        assertThatThrownBy(body::readAllBytes).isInstanceOf(EOFException.class).hasMessageContaining("9 of 10");
        assertThat(body.complete()).isFalse();
        assertThat(failures).hasValue(1);
    }

    @Test
    void withoutALengthTheEndCompletes() throws IOException {
        MeasuredBody body = body(new ByteArrayInputStream(new byte[3]), OptionalLong.empty());

        assertThat(body.readNBytes(3)).hasSize(3);
        assertThat(body.complete()).isFalse();
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.complete()).isTrue();
    }

    @Test
    void anEmptyBodyIsCompleteAtOnce() {
        assertThat(body(InputStream.nullInputStream(), OptionalLong.of(0)).complete())
                .isTrue();
    }

    @Test
    void aBodyThatDripsTooSlowlyIsGivenUp() {
        MeasuredBody body = body(dripping(Duration.ofSeconds(15)), OptionalLong.of(1 << 20));

        assertThatThrownBy(body::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        assertThat(ticks.get()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(failures).hasValue(1);
    }

    @Test
    void aBodyThatDripsJustFastEnoughIsReadWhole() throws IOException {
        MeasuredBody body = body(dripping(Duration.ofMillis(3)), OptionalLong.of(100_000));

        assertThat(body.readNBytes(100_000)).hasSize(100_000);
        assertThat(ticks.get()).isGreaterThan(Duration.ofMinutes(4).toNanos());
    }

    /** Each drain gives bodies up: that must not move the address that works behind dead ones. */
    @Test
    void aBodyThatIsGivenUpBlamesNobody() {
        MeasuredBody body = body(new ByteArrayInputStream(new byte[9]), OptionalLong.of(10));
        body.giveUp();

        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        assertThat(failures).hasValue(0);
    }

    @Test
    void aSlowReaderIsNotBlamedOnTheStore() throws IOException {
        MeasuredBody body = body(dripping(Duration.ofMillis(1)), OptionalLong.of(1000));
        for (int i = 0; i < 1000; i++) {
            ticks.addAndGet(Duration.ofMinutes(5).toNanos());
            assertThat(body.read()).isZero();
        }

        assertThat(body.complete()).isTrue();
    }

    @Test
    void whatTheClientThrowsUncheckedIsAnIoException() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("words of a server");
            }
        };

        assertThatThrownBy(() -> body(broken, OptionalLong.of(5)).read())
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageNotContaining("words");
    }

    private MeasuredBody body(InputStream source, OptionalLong length) {
        return new MeasuredBody(source, length, LEAST, ticks::get, failures::incrementAndGet);
    }

    /** One byte for each read, each after {@code pause}. */
    private InputStream dripping(Duration pause) {
        return new InputStream() {
            @Override
            public int read() {
                ticks.addAndGet(pause.toNanos());
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
    }
}

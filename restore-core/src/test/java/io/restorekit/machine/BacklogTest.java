package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure;
import io.restorekit.api.Failure.Kind;
import io.restorekit.checkpoint.Ranges;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BacklogTest {
    private static final Failure AWAY = new Failure(Kind.UNAVAILABLE, "what", "advice");
    private static final Failure GONE = new Failure(Kind.BLOCK_MISSING, "what", "advice");

    private final Backlog backlog = new Backlog(Ranges.NONE);

    @Test
    void blockIsSetAsideAtItsFifthFailure() {
        for (int i = 0; i < 4; i++) {
            backlog.failed(3, AWAY);
            assertThat(backlog.asideCount()).isZero();
            assertThat(backlog.take()).isEqualTo(3);
        }
        backlog.failed(3, AWAY);
        assertThat(backlog.take()).isEqualTo(-1);
        assertThat(backlog.aside()).containsOnlyKeys(3).containsValue(AWAY);
        assertThat(backlog.asideCount()).isEqualTo(1);
        assertThat(backlog.blocks()).containsExactly(3);
    }

    @Test
    void successForgetsFailures() {
        for (int i = 0; i < 4; i++) {
            backlog.failed(3, AWAY);
            backlog.take();
        }
        backlog.done(3);
        backlog.failed(3, AWAY);
        assertThat(backlog.take()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BLOCK_MISSING", "BLOCK_DAMAGED"})
    void badBlockIsSetAsideAtOnce(Kind kind) {
        backlog.failed(3, Mishap.failure(kind));
        assertThat(backlog.asideCount()).isEqualTo(1);
        assertThat(backlog.hasWork()).isFalse();
    }

    @Test
    void pendingBlocksComeFirstOnlyWhenTheyAreTooMany() {
        Backlog half = pending(Backlog.LIMIT / 2);
        assertThat(half.isUrgent()).isTrue();
        half.take();
        assertThat(half.isUrgent()).isFalse();
        assertThat(half.hasWork()).isTrue();
    }

    @Test
    void isFullOnceItIsOfNoUseToGoOn() {
        int half = Backlog.LIMIT / 2;
        Backlog left = pending(Backlog.LIMIT);
        assertThat(left.isFull()).isFalse();
        for (int i = 0; i < half - 1; i++) {
            left.failed(left.take(), GONE);
        }
        assertThat(left.isFull()).isFalse();
        left.failed(left.take(), GONE);
        assertThat(left.isFull()).isTrue();
        left.take();
        assertThat(left.isFull()).isFalse();
        assertThat(left.blocks().count()).isEqualTo(Backlog.LIMIT - 1);
    }

    @Test
    void copyIsACopy() {
        Backlog copy = backlog.copy();
        copy.put(1);
        copy.failed(2, GONE);
        assertThat(backlog.hasWork()).isFalse();
        assertThat(backlog.asideCount()).isZero();
    }

    private static Backlog pending(int count) {
        return new Backlog(Ranges.of(IntStream.range(0, count)));
    }
}

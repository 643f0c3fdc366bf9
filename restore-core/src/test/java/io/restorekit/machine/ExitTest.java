package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of two wishes counts, and after which nothing may be claimed. */
class ExitTest {
    private static final Exit PAUSE = new Exit.Pause();
    private static final Exit CANCEL = new Exit.Cancel();
    private static final Exit FINISH = new Exit.Finish();
    private static final Exit SKIP = new Exit.Skip();
    private static final Exit WAIT = new Exit.Wait(Mishap.failure(Kind.UNAVAILABLE));
    private static final Exit AGAIN = new Exit.ReadAgain(Mishap.failure(Kind.BLOCK_MISSING));
    private static final Exit SUSPEND = new Exit.Suspend(Mishap.failure(Kind.UNAVAILABLE));
    private static final Exit FAIL = new Exit.Fail(Mishap.failure(Kind.BLOCK_MISSING));
    private static final Exit BROKEN = new Exit.Fail(Mishap.failure(Kind.WRITE_FAILED));
    private static final Exit ABORT = new Exit.Abort(Mishap.failure(Kind.WRITE_FAILED));
    private static final List<Exit> WISHES = List.of(PAUSE, CANCEL, SUSPEND);
    private static final List<Exit> OWN = List.of(FINISH, SKIP, WAIT, AGAIN);

    @Test
    void nothingComesAfterAnAbort() {
        WISHES.forEach(later -> assertThat(ABORT.or(later)).isSameAs(ABORT));
        OWN.forEach(later -> assertThat(ABORT.or(later)).isSameAs(ABORT));
        assertThat(ABORT.or(BROKEN)).isSameAs(ABORT);
    }

    @Test
    void failureStaysUnlessAWorseOneFollows() {
        WISHES.forEach(later -> assertThat(FAIL.or(later)).isSameAs(FAIL));
        assertThat(FAIL.or(BROKEN)).isSameAs(BROKEN);
        assertThat(BROKEN.or(FAIL)).isSameAs(BROKEN);
        Exit other = new Exit.Fail(Mishap.failure(Kind.BLOCK_DAMAGED));
        assertThat(FAIL.or(other)).isSameAs(FAIL);
        Exit broken = new Exit.Fail(Mishap.failure(Kind.INTERNAL));
        assertThat(BROKEN.or(broken)).isSameAs(BROKEN);
    }

    @Test
    void latestWishCountsButAPauseUndoesNoCancel() {
        assertThat(PAUSE.or(CANCEL)).isSameAs(CANCEL);
        assertThat(PAUSE.or(SUSPEND)).isSameAs(SUSPEND);
        assertThat(CANCEL.or(SUSPEND)).isSameAs(SUSPEND);
        assertThat(CANCEL.or(PAUSE)).isSameAs(CANCEL);
        assertThat(SUSPEND.or(PAUSE)).isSameAs(SUSPEND);
        assertThat(FINISH.or(PAUSE)).isSameAs(PAUSE);
        assertThat(WAIT.or(CANCEL)).isSameAs(CANCEL);
        assertThat(CANCEL.or(FAIL)).isSameAs(FAIL);
    }

    @Test
    void whatTheTransferFindsNeverReplacesAWish() {
        for (Exit wish : WISHES) {
            OWN.forEach(later ->
                    assertThat(wish.or(later)).as("%s, then %s", wish, later).isSameAs(wish));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void afterAFailedWriteOrALostVolumeNothingIsClaimed(Kind kind) {
        boolean unsure = kind == Kind.WRITE_FAILED || kind == Kind.OWNERSHIP_LOST || kind == Kind.INTERNAL;
        assertThat(new Exit.Fail(Mishap.failure(kind)).commits()).isEqualTo(!unsure);
        assertThat(new Exit.Abort(Mishap.failure(kind)).commits()).isFalse();
        assertThat(new Exit.Wait(Mishap.failure(kind)).commits()).isTrue();
    }
}

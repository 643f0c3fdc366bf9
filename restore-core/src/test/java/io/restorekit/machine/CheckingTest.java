package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Failure.Kind;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckingTest {
    private final Walk walk = new Walk(RestoreOptions.DEFAULT.withConcurrency(4));

    @Test
    void sampleThatDoesNotAgreeMakesEverythingUnknown() {
        walk.toChecking("0a", "ba");
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("??");
    }

    /** The opening waits, and the next sample might hit other blocks. */
    @Test
    void mismatchIsNotForgottenWhileTheOpeningWaits() {
        walk.toChecking("aaaa", "bbbb");
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        walk.answer(Mishap.failed(walk.only(Effect.Commit.class).ticket(), Kind.STATE_UNSAVED));
        walk.answer(new Event.Woken(walk.only(Effect.AwaitRetry.class).ticket(), false));
        Effect.Locate locate = walk.only(Effect.Locate.class);
        assertThat(locate.held())
                .as("the manifest is not taken from a claim that was wrong")
                .isEmpty();
        walk.answer(new Event.Located(locate.ticket(), Optional.of(Maps.backup("goal", "bbbb")), Optional.empty()));
        assertThat(Maps.text(walk.only(Effect.Commit.class).claim().believed())).isEqualTo("????");
    }

    @Test
    void mismatchThatIsFoundWhenAPauseHasComeIsNotForgotten() {
        walk.toChecking("aaaa", "bbbb");
        walk.answer(new Event.Stop(new Exit.Pause()));
        assertThat(walk.state()).isInstanceOf(Checking.class);
        walk.answer(new Event.Sampled(walk.only(Effect.Sample.class).ticket(), false));
        Paused paused = (Paused) walk.state();
        assertThat(paused.held().orElseThrow().basis()).isInstanceOf(Basis.Distrusted.class);
        walk.answer(new Event.Resume());
        assertThat(walk.only(Effect.Locate.class).held()).isEmpty();
    }

    @Test
    void sampleThatCannotBeTakenNowIsWaitedForAndOneThatNeverCanEnds() {
        walk.toChecking("aa", "bb");
        walk.answer(Mishap.failed(walk.only(Effect.Sample.class).ticket(), Kind.VOLUME_ABSENT));
        assertThat(walk.state()).isInstanceOf(Waiting.class);
        assertThat(failsWhilePaused(Kind.VOLUME_ABSENT).state()).isInstanceOf(Paused.class);
        assertThat(failsWhilePaused(Kind.VOLUME_UNUSABLE).outcome())
                .isEqualTo(new Outcome.Failed(Mishap.failure(Kind.VOLUME_UNUSABLE)));
    }

    private static Walk failsWhilePaused(Kind kind) {
        Walk pausing = new Walk(RestoreOptions.DEFAULT);
        pausing.toChecking("aa", "bb");
        pausing.answer(new Event.Stop(new Exit.Pause()));
        pausing.answer(Mishap.failed(pausing.only(Effect.Sample.class).ticket(), kind));
        return pausing;
    }
}

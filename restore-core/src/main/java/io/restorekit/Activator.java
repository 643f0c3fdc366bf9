package io.restorekit;

import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreRequest;
import io.restorekit.backup.Manifest;
import io.restorekit.checkpoint.ActivationRequest;
import io.restorekit.checkpoint.CheckpointView;
import io.restorekit.checkpoint.Claim;
import io.restorekit.checkpoint.Source;
import io.restorekit.engine.Time;
import io.restorekit.machine.Activating;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/**
 * Activates a volume of which nobody knows here whether somebody follows it. Nobody: it is taken over and activated.
 * Somebody: asked, and taken over should that end meanwhile.
 */
final class Activator {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Who follows looks each second, and may have to finish a stage that is being applied: that can take long. */
    private static final int LOOKS = 300;

    private final BiFunction<RestoreRequest, Source, Restore> offline;
    private final Time time;
    private final Path volume;
    private final Path state;
    private final ActivationRequest request;
    private Optional<Claim> before = Optional.empty();
    private boolean asked;

    /**
     * @param offline takes the volume over, activates it and ends
     */
    Activator(BiFunction<RestoreRequest, Source, Restore> offline, Time time, Path volume, Path state) {
        this.offline = offline;
        this.time = time;
        this.volume = volume;
        this.state = state;
        this.request = new ActivationRequest(state);
    }

    /** Whoever is told why it could not be done has no wish left in the state directory. */
    Activation activate() throws RestoreException {
        try {
            return taken();
        } catch (RestoreException e) {
            try {
                request.withdraw();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private Activation taken() throws RestoreException {
        try {
            for (int look = 0; look < LOOKS || isApplying(); look++) {
                Optional<Activation> done = tryOnce();
                if (done.isPresent()) {
                    return done.get();
                }
                pause();
            }
            throw new RestoreException(new Failure(
                    Failure.Kind.VOLUME_BUSY,
                    "who follows " + volume + " does not answer",
                    "end that process, then activate again"));
        } catch (IOException e) {
            throw new RestoreException(new Failure(
                    Failure.Kind.STATE_UNSAVED,
                    "who follows " + volume + " cannot be asked through " + state,
                    "make room and check the state directory, or end that process"));
        }
    }

    private Optional<Activation> tryOnce() throws RestoreException, IOException {
        Claim claim = view().checkpoint().claim();
        if (claim.standing() == Claim.Standing.ACTIVATED) {
            request.withdraw();
            return Optional.of(activation(claim));
        }
        before = Optional.of(claim);
        Optional<Failure> refusal = asked ? request.refusal() : Optional.empty();
        if (refusal.isPresent()) {
            throw new RestoreException(refusal.get());
        }
        Optional<Activation> done = takeOver();
        if (done.isEmpty() && !(asked && request.isAsked())) {
            request.ask();
            asked = true;
        }
        return done;
    }

    /** Empty where somebody else has the volume. */
    private Optional<Activation> takeOver() throws RestoreException, IOException {
        Source source = view().checkpoint().source();
        RestoreRequest nothing = RestoreRequest.of(source.place(), volume).withStateDirectory(state);
        Restore taking = offline.apply(nothing, source);
        Outcome outcome = outcome(taking);
        if (outcome instanceof Outcome.Activated activated) {
            return Optional.of(activated.activation());
        }
        if (isFailed(outcome, Failure.Kind.VOLUME_BUSY)) {
            return Optional.empty();
        }
        Claim claim = view().checkpoint().claim();
        if (isFailed(outcome, Failure.Kind.VOLUME_ACTIVATED) && claim.standing() == Claim.Standing.ACTIVATED) {
            request.withdraw();
            return Optional.of(activation(claim));
        }
        throw new RestoreException(
                outcome instanceof Outcome.Failed failed
                        ? failed.failure()
                        : new Failure(Failure.Kind.NO_RESTORE_POINT, "it ended: " + outcome, "activate again"));
    }

    /** What can be waited for is, within limits; a stage that is being applied is. */
    private Outcome outcome(Restore taking) throws RestoreException {
        CompletableFuture<Outcome> outcome = taking.outcome().toCompletableFuture();
        for (int look = 0; !outcome.isDone(); look++) {
            if (look >= LOOKS && !isApplying()) {
                taking.cancel();
                Failure why = taking.status()
                        .reason()
                        .orElseGet(() -> new Failure(
                                Failure.Kind.VOLUME_BUSY,
                                volume + " could not be activated in time",
                                "activate again"));
                if (outcome.join() instanceof Outcome.Activated activated) {
                    return activated;
                }
                throw new RestoreException(why);
            }
            pause();
        }
        return outcome.join();
    }

    private static boolean isFailed(Outcome outcome, Failure.Kind kind) {
        return outcome instanceof Outcome.Failed failed && failed.failure().kind() == kind;
    }

    /** By somebody else. What newer backup they knew of was told by their checkpoint before. */
    private Activation activation(Claim activated) {
        Manifest held = activated.goal();
        Manifest newest = before.filter(claim -> claim.complete()
                        .filter(complete -> complete.backup().equals(held.backup()))
                        .isPresent())
                .map(Claim::goal)
                .orElse(held);
        return Activating.activation(held, newest);
    }

    private boolean isApplying() throws RestoreException {
        return view().checkpoint().claim().standing() == Claim.Standing.APPLYING;
    }

    private CheckpointView view() throws RestoreException {
        return StateLook.of(volume, state);
    }

    private void pause() throws RestoreException {
        CountDownLatch over = new CountDownLatch(1);
        time.after(PAUSE, over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestoreException(
                    new Failure(
                            Failure.Kind.VOLUME_BUSY,
                            "interrupted while who follows " + volume + " was waited for",
                            "it may be activated all the same: look at its status"),
                    e);
        }
    }
}

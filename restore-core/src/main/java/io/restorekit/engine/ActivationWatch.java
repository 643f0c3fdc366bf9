package io.restorekit.engine;

import io.restorekit.api.Failure;
import io.restorekit.checkpoint.ActivationRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Looks each second whether somebody asks, from another process, that the volume be activated. Thread-safe. */
final class ActivationWatch {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Surroundings around;
    private final ActivationRequest request;
    private final Runnable onAsked;
    private Optional<Time.Timer> timer = Optional.empty();
    private boolean stopped;

    ActivationWatch(Surroundings around, Runnable onAsked) {
        this.around = around;
        this.request = new ActivationRequest(around.request().state());
        this.onAsked = onAsked;
    }

    synchronized void lookLater() {
        if (!stopped) {
            timer = Optional.of(
                    around.time().after(PAUSE, () -> around.workers().local(this::look)));
        }
    }

    private void look() {
        if (request.isAsked()) {
            onAsked.run();
        }
        lookLater();
    }

    synchronized void stop() {
        stopped = true;
        timer.ifPresent(Time.Timer::cancel);
    }

    void refuse(Failure why) {
        around.workers()
                .local(() -> answer(() -> {
                    if (request.isAsked()) {
                        request.refuse(why);
                    }
                }));
    }

    /** The checkpoint says that it is done. */
    void done() {
        answer(request::withdraw);
    }

    private interface Answer {
        void give() throws IOException;
    }

    /** Who asks goes on looking, and gives up one day. */
    private static void answer(Answer answer) {
        try {
            answer.give();
        } catch (IOException e) {
            RestoreLoop.LOG.warn("who asked that the volume be activated could not be answered", e);
        }
    }
}

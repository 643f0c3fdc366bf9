package io.restorekit.engine;

import io.restorekit.machine.Effect;
import io.restorekit.machine.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The timers of one restore, and how long it has been waiting. Thread-safe. */
final class Waits {
    /** Written blocks are claimed after this long at the latest. */
    private static final Duration TICK = Duration.ofMillis(500);

    private static final Duration LOCALLY = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOCALLY = Duration.ofSeconds(30);

    private final Time time;
    private final TargetGate gate;
    private final Optional<Duration> limit;
    private final Consumer<Event> post;
    private OptionalLong since = OptionalLong.empty();
    private Optional<Time.Timer> tick = Optional.empty();
    private Optional<Time.Timer> retry = Optional.empty();
    private Optional<Delayed> delayed = Optional.empty();
    private boolean stopped;

    /**
     * @param limit how long a wait may last; empty = for ever
     */
    Waits(Time time, TargetGate gate, Optional<Duration> limit, Consumer<Event> post) {
        this.time = time;
        this.gate = gate;
        this.limit = limit;
        this.post = post;
    }

    synchronized void tick(Effect.AwaitTick effect) {
        if (!stopped) {
            tick = Optional.of(time.after(TICK, () -> post.accept(new Event.Tick(effect.ticket()))));
        }
    }

    synchronized void retry(Effect.AwaitRetry effect) {
        if (stopped) {
            return;
        }
        if (since.isEmpty()) {
            since = OptionalLong.of(time.nanos());
        }
        retry.ifPresent(Time.Timer::cancel);
        retry = Optional.of(
                time.after(bounded(pause(effect)), () -> post.accept(new Event.Woken(effect.ticket(), isOverdue()))));
    }

    /** All is well: no wait is under way. */
    synchronized void poll(Effect.AwaitPoll effect) {
        progressed();
        if (!stopped) {
            retry.ifPresent(Time.Timer::cancel);
            retry = Optional.of(time.after(effect.pause(), () -> post.accept(new Event.Woken(effect.ticket(), false))));
        }
    }

    /** Begins an effect later, unless it is forgotten before; there is one such effect at a time. */
    synchronized void delay(long ticket, Duration pause, Runnable begin) {
        if (!stopped) {
            delayed = Optional.of(new Delayed(ticket, time.after(pause, () -> begin(ticket, begin))));
        }
    }

    synchronized void forget(long ticket) {
        delayed.filter(effect -> effect.ticket() == ticket)
                .ifPresent(effect -> effect.timer().cancel());
        delayed = delayed.filter(effect -> effect.ticket() != ticket);
    }

    private synchronized void begin(long ticket, Runnable begin) {
        if (!stopped && delayed.filter(effect -> effect.ticket() == ticket).isPresent()) {
            delayed = Optional.empty();
            begin.run();
        }
    }

    private record Delayed(long ticket, Time.Timer timer) {}

    /** A block of the volume is right that was not: the wait is over. A block that was only fetched is no progress. */
    synchronized void progressed() {
        since = OptionalLong.empty();
    }

    synchronized void stop() {
        stopped = true;
        tick.ifPresent(Time.Timer::cancel);
        retry.ifPresent(Time.Timer::cancel);
        delayed.ifPresent(effect -> effect.timer().cancel());
    }

    private Duration pause(Effect.AwaitRetry effect) {
        return switch (effect.pace()) {
            case TARGET -> gate.rest(effect.vain());
            case SLOW -> gate.longRest();
            case LOCAL -> locally(effect.vain());
        };
    }

    /** Whoever was in vain has asked the backup target before, and asks it again: less and less often. */
    private static Duration locally(int vain) {
        Duration pause = LOCALLY.multipliedBy(1L << Math.min(Math.max(0, vain - 1), 10));
        return pause.compareTo(LONGEST_LOCALLY) < 0 ? pause : LONGEST_LOCALLY;
    }

    /** Looks once more right when the wait limit passes, not a whole pause later. */
    private Duration bounded(Duration pause) {
        if (limit.isEmpty()) {
            return pause;
        }
        long left = limit.get().toNanos() - (time.nanos() - since.orElseThrow());
        return left > 0 && left < pause.toNanos() ? Duration.ofNanos(left) : pause;
    }

    private synchronized boolean isOverdue() {
        return limit.isPresent()
                && since.isPresent()
                && time.nanos() - since.getAsLong() >= limit.get().toNanos();
    }
}

package io.restorekit.testkit.net;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A fault that is in force in one direction of one connection. Used by the one thread that passes its bytes. */
final class Suffered {
    /** How often a limited connection pauses in a second, where its bytes allow that. */
    private static final long PAUSES_PER_SECOND = 20;

    private final NetRule rule;
    private final SplittableRandom random;
    private volatile boolean hadEffect;
    private int sinceDrip;

    Suffered(NetRule rule, SplittableRandom random) {
        this.rule = rule;
        this.random = random;
    }

    NetRule rule() {
        return rule;
    }

    SplittableRandom random() {
        return random;
    }

    void hasEffect() {
        if (!hadEffect) {
            hadEffect = true;
            rule.fire();
        }
    }

    boolean hadEffect() {
        return hadEffect;
    }

    /** The most bytes that pass before its next pause. */
    long portion() {
        if (rule.fault() instanceof NetFault.Drip drip) {
            return drip.bytes() - sinceDrip;
        }
        if (rule.fault() instanceof NetFault.Bandwidth bandwidth) {
            return Math.max(1, bandwidth.bytesPerSecond() / PAUSES_PER_SECOND);
        }
        return Long.MAX_VALUE;
    }

    /** How long nothing passes after these bytes, no more than {@link #portion}. */
    Duration pauseAfter(int bytes) {
        if (rule.fault() instanceof NetFault.Drip drip) {
            sinceDrip = (sinceDrip + bytes) % drip.bytes();
            return sinceDrip == 0 ? drip.interval() : Duration.ZERO;
        }
        if (rule.fault() instanceof NetFault.Bandwidth bandwidth) {
            return Duration.ofNanos(TimeUnit.SECONDS.toNanos(bytes) / bandwidth.bytesPerSecond());
        }
        return Duration.ZERO;
    }
}

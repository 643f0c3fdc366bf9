package io.restorekit.testkit.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens to the bytes of one connection and direction on their way. Bytes pass on one thread; faults come from any.
 */
final class Transit {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Socket receiver;
    private final Pauses pauses;
    private final AtomicLong passed;
    private final List<Suffered> suffered = new CopyOnWriteArrayList<>();

    /**
     * @param passed counts the bytes that are written, before anybody can see them
     */
    Transit(Socket receiver, Pauses pauses, AtomicLong passed) {
        this.receiver = receiver;
        this.pauses = pauses;
        this.passed = passed;
    }

    /** From now on it suffers this too, until the rule is removed; what lasts is suffered once. */
    synchronized void suffer(Suffered fault) {
        if (fault.rule().fault() instanceof NetFault.FlipBit
                || suffered.stream().noneMatch(old -> old.rule() == fault.rule())) {
            suffered.add(fault);
        }
    }

    /** Whether bytes were swallowed because of this rule. */
    boolean hasLostBy(NetRule rule) {
        return suffered.stream().anyMatch(fault -> fault.rule() == rule && fault.hadEffect());
    }

    /**
     * Passes bytes on.
     *
     * @param arrived when they came, by the pauses' time
     */
    void pass(byte[] bytes, int from, int to, long arrived) throws IOException, InterruptedException {
        delay(arrived);
        int at = from;
        while (at < to) {
            hold();
            int end = at + portion(to - at);
            if (!swallow()) {
                passed.addAndGet(end - at);
                receiver.getOutputStream().write(corrupted(Arrays.copyOfRange(bytes, at, end)));
                pace(end - at);
            }
            at = end;
        }
    }

    /**
     * Lets the end of the bytes pass as late as bytes would.
     *
     * @return whether the receiver is to see it
     */
    boolean passEnd(long arrived) throws InterruptedException {
        delay(arrived);
        hold();
        return !swallow();
    }

    private void delay(long arrived) throws InterruptedException {
        for (Suffered fault : inForce()) {
            if (fault.rule().fault() instanceof NetFault.Latency latency) {
                fault.hasEffect();
                long nanos = latency.delay().toNanos()
                        + (long) (latency.jitter().toNanos() * fault.random().nextDouble());
                long left = arrived + nanos - pauses.nanoTime();
                if (left > 0) {
                    pauses.pause(Duration.ofNanos(left), fault.rule().over());
                }
            }
        }
    }

    private void hold() throws InterruptedException {
        for (Suffered fault : inForce()) {
            if (fault.rule().fault() instanceof NetFault.Stall) {
                fault.hasEffect();
                pauses.pause(FOREVER, fault.rule().over());
            }
        }
    }

    /** How many of these bytes pass before the next pause. */
    private int portion(int bytes) {
        int most = bytes;
        for (Suffered fault : inForce()) {
            most = (int) Math.min(most, fault.portion());
        }
        return most;
    }

    private boolean swallow() {
        boolean swallowed = false;
        for (Suffered fault : inForce()) {
            if (fault.rule().fault() instanceof NetFault.BlackHole) {
                fault.hasEffect();
                // Who removes the rule looks for an effect after that: either sees the other, and nothing is lost
                // unseen.
                swallowed |= !fault.rule().isOver();
            }
        }
        return swallowed;
    }

    private byte[] corrupted(byte[] bytes) {
        for (Suffered fault : inForce()) {
            if (fault.rule().fault() instanceof NetFault.FlipBit) {
                bytes[0] ^= 1;
                fault.hasEffect();
                suffered.remove(fault);
            } else if (fault.rule().fault() instanceof NetFault.Corrupt corrupt) {
                for (int i = 0; i < bytes.length; i++) {
                    if (fault.random().nextDouble() < corrupt.rate()) {
                        bytes[i] ^= (byte) (1 << fault.random().nextInt(Byte.SIZE));
                        fault.hasEffect();
                    }
                }
            }
        }
        return bytes;
    }

    private void pace(int bytes) throws InterruptedException {
        for (Suffered fault : inForce()) {
            Duration pause = fault.pauseAfter(bytes);
            if (!pause.isZero()) {
                fault.hasEffect();
                pauses.pause(pause, fault.rule().over());
            }
        }
    }

    private List<Suffered> inForce() {
        if (suffered.isEmpty()) {
            return suffered;
        }
        return suffered.stream().filter(fault -> !fault.rule().isOver()).toList();
    }
}

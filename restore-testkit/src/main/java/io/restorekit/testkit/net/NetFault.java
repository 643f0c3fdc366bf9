package io.restorekit.testkit.net;

import java.time.Duration;
import java.util.Objects;

/**
 * What a network does to the connections of a {@link TcpProxy}.
 *
 * <p>{@link End}, {@link Reset} and {@link FlipBit} happen once to a connection. The others last until their rule is
 * removed, and count as fired once for each connection and direction on which they had an effect.
 */
public sealed interface NetFault {

    /** The direction that suffers. */
    Flow flow();

    /**
     * Bytes are passed on so long after they came. What comes meanwhile waits its own time alone: throughput stays, as far as
     * 256 KiB reach. Of several latencies the longest counts. The jitter comes from the seed, and is the same where the bytes come in the same pieces.
     *
     * @param jitter added to the delay in part: a random share of it, drawn for each piece that comes
     */
    record Latency(Flow flow, Duration delay, Duration jitter) implements NetFault {
        public Latency {
            Objects.requireNonNull(flow);
            if (delay.isNegative() || jitter.isNegative()) {
                throw new IllegalArgumentException("a latency is not negative: " + delay + ", " + jitter);
            }
        }

        public Latency(Flow flow, Duration delay) {
            this(flow, delay, Duration.ZERO);
        }
    }

    /** No more than so many bytes pass in a second, on each connection. */
    record Bandwidth(Flow flow, long bytesPerSecond) implements NetFault {
        public Bandwidth {
            Objects.requireNonNull(flow);
            requirePositive(bytesPerSecond);
        }
    }

    /** A few bytes pass, and then none for an interval. */
    record Drip(Flow flow, int bytes, Duration interval) implements NetFault {
        public Drip {
            Objects.requireNonNull(flow);
            requirePositive(bytes);
            if (interval.isNegative()) {
                throw new IllegalArgumentException("an interval is not negative: " + interval);
            }
        }
    }

    /**
     * One bit is flipped in some of the bytes: which, the seed decides, the connection's number and where in the connection's
     * bytes it came into force.
     *
     * @param rate the probability for each byte, more than 0, at most 1
     */
    record Corrupt(Flow flow, double rate) implements NetFault {
        public Corrupt {
            Objects.requireNonNull(flow);
            if (!(rate > 0 && rate <= 1)) {
                throw new IllegalArgumentException("a rate of " + rate);
            }
        }
    }

    /** The lowest bit of the next byte is flipped. */
    record FlipBit(Flow flow) implements NetFault {
        public FlipBit {
            Objects.requireNonNull(flow);
        }
    }

    /** Nothing passes; when it is removed, everything does: a partition that heals. Connections are still accepted. */
    record Stall(Flow flow) implements NetFault {
        public Stall {
            Objects.requireNonNull(flow);
        }
    }

    /**
     * Everything is swallowed, also that the other side left. Connections are still accepted. When it is removed, connections
     * that lost something are reset: TCP never goes on behind a gap.
     */
    record BlackHole(Flow flow) implements NetFault {
        public BlackHole {
            Objects.requireNonNull(flow);
        }
    }

    /**
     * The receiver sees an orderly end (FIN), and what comes later in this direction is swallowed. The other direction goes
     * on, unless it is {@link Flow#BOTH}.
     */
    record End(Flow flow) implements NetFault {
        public End {
            Objects.requireNonNull(flow);
        }
    }

    /** Both sides see a reset (TCP RST). A receiver that lags behind by more than its buffer holds loses what it has not got. */
    record Reset() implements NetFault {
        @Override
        public Flow flow() {
            return Flow.BOTH;
        }
    }

    /** The port is closed: connecting is refused. Connections that exist go on. When it is removed, the same port listens. */
    record Refuse() implements NetFault {
        @Override
        public Flow flow() {
            return Flow.BOTH;
        }
    }

    private static void requirePositive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("not a positive number of bytes: " + number);
        }
    }
}

package io.restorekit.testkit.net;

import io.restorekit.testkit.fault.FaultRule;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A fault, when it happens, and to which connections. */
final class NetRule implements FaultRule {
    private final String name;
    private final int number;
    private final NetMoment moment;
    private final NetFault fault;
    private final Predicate<Integer> meant;
    private final Consumer<NetRule> removal;
    private final AtomicInteger fired = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param number counts the rules of a proxy
     * @param meant of the connections, by their numbers, asked each time the moment comes
     */
    NetRule(
            String name,
            int number,
            NetMoment moment,
            NetFault fault,
            Predicate<Integer> meant,
            Consumer<NetRule> removal) {
        this.name = name;
        this.number = number;
        this.moment = moment;
        this.fault = fault;
        this.meant = meant;
        this.removal = removal;
    }

    @Override
    public int fired() {
        return fired.get();
    }

    @Override
    public void remove() {
        if (!isOver()) {
            over.countDown();
            removal.accept(this);
        }
    }

    /** Whether it goes on until it is removed. */
    static boolean lasts(NetFault fault) {
        return !(fault instanceof NetFault.End || fault instanceof NetFault.Reset || fault instanceof NetFault.FlipBit);
    }

    void fire() {
        fired.incrementAndGet();
    }

    int number() {
        return number;
    }

    NetMoment moment() {
        return moment;
    }

    NetFault fault() {
        return fault;
    }

    /** Whether the moment has come when a connection is accepted. */
    boolean isAtConnect() {
        return moment instanceof NetMoment.Connected
                || moment instanceof NetMoment.Passed passed && passed.bytes() == 0;
    }

    /** Whether it happens now that its moment has come on this connection. */
    boolean isMeant(int connection) {
        return !isOver() && meant.test(connection);
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Opens when the rule is removed. */
    CountDownLatch over() {
        return over;
    }

    @Override
    public String toString() {
        return name;
    }
}

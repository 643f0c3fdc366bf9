package io.restorekit.testkit.net;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A network between any client and any TCP server that fails as it is told. The client connects to a port of 127.0.0.1; each
 * of its connections gets one to the server.
 *
 * <pre>{@code
 * try (TcpProxy network = TcpProxy.open(server.port(), seed)) {
 *     network.on(new NetMoment.Passed(Flow.TO_CLIENT, 1_000)).onConnection(2).does(new NetFault.Reset());
 *     network.on(new NetMoment.Line(Flow.TO_SERVER, "^GET .*\\.blk")).once().does(new NetFault.FlipBit(Flow.TO_CLIENT));
 *     FaultRule outage = network.does(new NetFault.Refuse());
 *     outage.remove();
 * }
 * }</pre>
 *
 * <p>Without faults it passes on bytes, half-closed connections and resets as they come. What is chosen by chance comes from
 * the seed; what the test must repeat is told by connection numbers and bytes, not by time. Each connection has threads of its
 * own, so that none waits for another. Closing ends everything at once, waits included. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final InetSocketAddress server;
    private final long seed;
    private final Pauses pauses;
    private final Door door;
    private final List<NetRule> rules = new CopyOnWriteArrayList<>();
    /** Each draws by a seed of its own. */
    private final AtomicLong occasions = new AtomicLong();

    private final Set<ProxyConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<NetRule> refusing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ordered = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong bytesToServer = new AtomicLong();
    private final AtomicLong bytesToClient = new AtomicLong();
    /** Held while a connection comes in and while a fault goes to all that are open, so that none is left out. */
    private final Object arriving = new Object();

    private TcpProxy(InetSocketAddress server, long seed, Pauses pauses) {
        this.server = server;
        this.seed = seed;
        this.pauses = pauses;
        this.door = new Door(this::arrive);
    }

    /** Listens on a free port, in front of a server on a port of 127.0.0.1. */
    public static TcpProxy open(int serverPort, long seed) {
        if (serverPort == 0) {
            throw new IllegalArgumentException("no server listens on port 0");
        }
        return open(new InetSocketAddress(LOOPBACK, serverPort), seed);
    }

    /**
     * Listens on a free port, in front of a server. Nothing is asked of the server until a client comes; a client whose
     * server cannot be reached is reset.
     */
    public static TcpProxy open(InetSocketAddress server, long seed) {
        return open(server, seed, Pauses.REAL);
    }

    static TcpProxy open(InetSocketAddress server, long seed, Pauses pauses) {
        TcpProxy proxy = new TcpProxy(Objects.requireNonNull(server), seed, pauses);
        proxy.door.open();
        return proxy;
    }

    /** The port; the same also after connecting was refused for a while. */
    public int port() {
        return door.port();
    }

    /** 127.0.0.1 and the port. */
    public InetSocketAddress address() {
        return new InetSocketAddress(LOOPBACK, port());
    }

    /** Begins to say what happens in a moment. */
    public Occasion on(NetMoment moment) {
        Objects.requireNonNull(moment);
        return new Occasion(
                When.that(connection -> true),
                seed + occasions.incrementAndGet(),
                (connections, fault) -> order(fault + " at " + moment, moment, fault, connections.counting()));
    }

    /**
     * Does this now, to all connections that were accepted. What lasts also befalls those that come later, until the rule is
     * removed.
     */
    public FaultRule does(NetFault fault) {
        if (fault instanceof NetFault.Refuse) {
            NetRule rule = order(fault.toString(), new NetMoment.Connected(), fault, connection -> false);
            refuse(rule);
            return rule;
        }
        boolean lasts = NetRule.lasts(fault);
        synchronized (arriving) {
            NetRule rule = order(fault.toString(), new NetMoment.Connected(), fault, connection -> lasts);
            open.forEach(connection -> connection.meet(rule));
            return rule;
        }
    }

    /** Removes all rules. */
    public void clear() {
        rules.forEach(NetRule::remove);
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** How many bytes were passed on so far; what was swallowed does not count. */
    public long bytes(Flow flow) {
        return (flow.covers(Flow.TO_SERVER) ? bytesToServer.get() : 0)
                + (flow.covers(Flow.TO_CLIENT) ? bytesToClient.get() : 0);
    }

    /** The rules that no connection has met, in words. A test whose fault never came proves nothing: assert on it. */
    public List<String> unfired() {
        return rules.stream()
                .filter(rule -> rule.fired() == 0)
                .map(NetRule::toString)
                .toList();
    }

    /** Closes the port and all connections, in good order where nothing is under way. */
    @Override
    public void close() {
        door.close();
        synchronized (arriving) {
            open.forEach(ProxyConnection::close);
        }
    }

    List<NetRule> rules() {
        return rules;
    }

    Pauses pauses() {
        return pauses;
    }

    Transit transit(Flow flow, Socket to) {
        return new Transit(to, pauses, flow == Flow.TO_SERVER ? bytesToServer : bytesToClient);
    }

    /** The same for the same rule, connection and direction, whatever else happens. */
    SplittableRandom random(NetRule rule, int connection, Flow flow) {
        long ofRule = new SplittableRandom(seed + rule.number()).nextLong();
        long ofConnection = new SplittableRandom(ofRule + connection).nextLong();
        return new SplittableRandom(ofConnection + flow.ordinal());
    }

    /** Must not be called with a lock held for which an arriving connection waits. */
    void refuse(NetRule rule) {
        rule.fire();
        refusing.add(rule);
        if (rule.isOver()) {
            refusing.remove(rule);
        }
        settleTheDoor();
    }

    void ended(ProxyConnection connection) {
        open.remove(connection);
    }

    private NetRule order(String name, NetMoment moment, NetFault fault, Predicate<Integer> meant) {
        NetRule rule = new NetRule(name, ordered.incrementAndGet(), moment, fault, meant, this::forget);
        rules.add(rule);
        return rule;
    }

    private void forget(NetRule rule) {
        rules.remove(rule);
        open.forEach(connection -> connection.heal(rule));
        if (refusing.remove(rule)) {
            settleTheDoor();
        }
    }

    /** Whoever moves the door last has looked after that, so it ends as the rules say. */
    private void settleTheDoor() {
        boolean wanted;
        do {
            wanted = refusing.isEmpty();
            if (wanted) {
                door.open();
            } else {
                door.shut();
            }
        } while (wanted != refusing.isEmpty());
    }

    private void arrive(Socket client) {
        ProxyConnection connection = new ProxyConnection(this, accepted.incrementAndGet(), client);
        List<NetRule> refusals;
        synchronized (arriving) {
            open.add(connection);
            List<NetRule> now = rules.stream()
                    .filter(rule -> rule.isAtConnect() && rule.isMeant(connection.number()))
                    .toList();
            now.stream()
                    .filter(rule -> !(rule.fault() instanceof NetFault.Refuse))
                    .forEach(connection::meet);
            refusals = now.stream()
                    .filter(rule -> rule.fault() instanceof NetFault.Refuse)
                    .toList();
        }
        refusals.forEach(this::refuse);
        connection.start(server);
    }
}

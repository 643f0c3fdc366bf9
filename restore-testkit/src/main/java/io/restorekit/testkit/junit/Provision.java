package io.restorekit.testkit.junit;

import io.restorekit.testkit.dns.DnsReplicas;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.net.TcpProxy;
import io.restorekit.testkit.process.Node;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.sim.disk.SimNode;
import io.restorekit.testkit.store.FaultyBackupTarget;
import io.restorekit.testkit.time.VirtualTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A type that a test can ask for; {@link Testkit} lists them.
 *
 * @param type the parameter's type
 * @param open makes one
 * @param unfired the scripted faults of one that nothing has met
 */
record Provision<T>(Class<T> type, Supplier<T> open, Function<T, List<String>> unfired) {

    private static final int REPLICAS = 2;

    /** Of a node's disk: a test that wants another one makes its own. */
    private static final long SEED = 1;

    private static final List<Provision<?>> ALL = List.of(
            new Provision<>(DnsServer.class, DnsServer::open, DnsServer::unfired),
            new Provision<>(DnsReplicas.class, () -> DnsReplicas.open(REPLICAS), DnsReplicas::unfired),
            new Provision<>(S3Server.class, S3Server::open, s3 -> s3.faults().unfired()),
            new Provision<>(Node.class, () -> Node.open("node"), Node::unfired),
            new Provision<>(SimNode.class, () -> SimNode.of(SEED), SimNode::unfired),
            new Provision<>(VirtualTime.class, VirtualTime::new, time -> List.of()),
            new Provision<>(Seed.class, Seed::next, seed -> List.of()),
            new Provision<>(Closing.class, Closing::new, Closing::unfired));

    static Optional<Provision<?>> of(Class<?> type) {
        return ALL.stream().filter(provision -> provision.type() == type).findFirst();
    }

    /** The scripted faults of any thing of the testkit that nothing has met. */
    static List<String> unfired(Object thing) {
        if (thing instanceof TcpProxy proxy) {
            return proxy.unfired();
        }
        if (thing instanceof FaultyBackupTarget target) {
            return target.unfired();
        }
        return of(thing.getClass()).map(provision -> provision.unfiredOf(thing)).orElse(List.of());
    }

    private List<String> unfiredOf(Object thing) {
        return unfired.apply(type.cast(thing));
    }

    Provided provide() {
        T thing = open.get();
        return new Provided(thing, () -> unfired.apply(thing));
    }
}

package io.restorekit.s3.preflight;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Connects to each address of the endpoint apart, and over TLS looks at what is shown there. */
public final class AddressCheck {
    private static final String CHECK = "addresses";
    private static final String ONE = "address ";

    private final Duration limit;
    private final Optional<CertificateCheck> tls;
    private final LongSupplier ticks;

    /**
     * @param limit for each connection
     * @param tls empty where the endpoint speaks plain HTTP, or where a proxy stands between
     * @param ticks monotonic nanoseconds
     */
    public AddressCheck(Duration limit, Optional<CertificateCheck> tls, LongSupplier ticks) {
        this.limit = limit;
        this.tls = tls;
        this.ticks = ticks;
    }

    public List<Finding> look(String host, int port, List<InetAddress> addresses) {
        List<Finding> each = addresses.stream()
                .map(address -> look(host, new InetSocketAddress(address, port)))
                .toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(redundancy(each));
        findings.addAll(each);
        return findings;
    }

    private static Finding redundancy(List<Finding> each) {
        long good = each.stream()
                .filter(finding -> finding.severity() != Severity.PROBLEM)
                .count();
        String seen = good + " of " + each.size() + " addresses can be used";
        if (good == 0) {
            return Finding.problem(CHECK, seen, "a restore waits until one of them can be used");
        }
        return good == 1
                ? Finding.warning(
                        CHECK,
                        seen,
                        "while what is behind it is away a restore waits: have the name resolve to several, or see that"
                                + " the address is one that moves to another machine when its own fails")
                : Finding.good(CHECK, seen);
    }

    private Finding look(String host, InetSocketAddress address) {
        String check = ONE + address.getAddress().getHostAddress();
        long begin = ticks.getAsLong();
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) limit.toMillis());
            String connected = "port " + address.getPort() + " connected in " + since(begin);
            socket.setSoTimeout((int) limit.toMillis());
            return tls.isPresent()
                    ? tls.get().look(check, connected, socket, host, address.getPort())
                    : Finding.good(check, connected);
        } catch (IOException e) {
            return Finding.problem(
                    check,
                    "port " + address.getPort() + " did not connect in " + since(begin) + " ("
                            + e.getClass().getSimpleName() + ")",
                    "check that the store listens there and that no firewall stands between");
        }
    }

    private String since(long begin) {
        return Duration.ofNanos(ticks.getAsLong() - begin).toMillis() + " ms";
    }
}

package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.dns.HostsFile;
import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import io.restorekit.testkit.s3.Fault.Corrupt;
import io.restorekit.testkit.s3.Fault.CutBody;
import io.restorekit.testkit.s3.Fault.Delay;
import io.restorekit.testkit.s3.Fault.Hang;
import io.restorekit.testkit.s3.Fault.Replace;
import io.restorekit.testkit.s3.Fault.Status;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.scenario.Fault;
import io.restorekit.testkit.scenario.Scope;
import io.restorekit.testkit.scenario.StoreFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** The faults of a scenario at real servers. */
final class LiveFaults {
    /** Blocks come slowly, so that a restore has a middle. */
    private static final Duration SLOWNESS = Duration.ofMillis(150);

    private static final byte[] PORTAL =
            "<!DOCTYPE html><html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
    private static final long CUT_AFTER = 100;

    private final S3Server s3;
    private final DnsServer dns;
    private final HostsFile hosts;
    private final String host;
    private final Function<Scope, Predicate<String>> keys;
    private final List<Active> all = new ArrayList<>();
    private final List<Active> active = new ArrayList<>();
    private Optional<FaultRule> slow = Optional.empty();

    /** A fault, how often it was met, and what takes it back. */
    private record Active(Fault fault, IntSupplier fired, Runnable end) {}

    LiveFaults(S3Server s3, DnsServer dns, HostsFile hosts, String host, Function<Scope, Predicate<String>> keys) {
        this.s3 = s3;
        this.dns = dns;
        this.hosts = hosts;
        this.host = host;
        this.keys = keys;
    }

    /** All is well. */
    void nothing() {
        knowName();
        slowDown();
    }

    void begin(Fault fault) {
        Active begun = switch (fault.kind()) {
            case DNS_AWAY -> {
                dns.mode(DnsMode.SILENT);
                hosts.forget(host);
                yield new Active(fault, () -> 1, this::knowName);
            }
            case DOWN -> {
                s3.stop();
                yield new Active(fault, () -> 1, s3::start);
            }
            default -> onRequests(fault);
        };
        all.add(begun);
        active.add(begun);
    }

    /** Before the slowness: the first rule that fits decides. */
    private Active onRequests(Fault fault) {
        slow.ifPresent(FaultRule::remove);
        boolean login = fault.kind() == StoreFault.LOGIN_PAGE;
        Predicate<String> befalls = keys.apply(login ? new Scope.Metadata() : fault.scope());
        When<S3Request> when = When.that(request -> befalls.test(request.key()));
        FaultRule rule = s3.faults()
                .on(fault.times().isPresent() ? when.times(fault.times().getAsInt()) : when, at(fault.kind()));
        slowDown();
        boolean hangs = fault.kind() == StoreFault.HANGS;
        return new Active(fault, rule::fired, () -> {
            rule.remove();
            if (hangs) {
                s3.dropConnections();
            }
        });
    }

    void end(StoreFault kind) {
        List<Active> over =
                active.stream().filter(one -> one.fault().kind() == kind).toList();
        over.forEach(one -> one.end().run());
        active.removeAll(over);
    }

    /** A name that does not resolve, and a connection that is refused, leave no trace here: they count as met. */
    List<String> unfired() {
        return all.stream()
                .filter(one -> one.fired().getAsInt() < one.fault().times().orElse(1))
                .map(one -> one.fault().toString())
                .toList();
    }

    String cause() {
        return all.stream()
                .filter(one -> one.fired().getAsInt() > 0)
                .findFirst()
                .map(one -> one.fault().toString())
                .orElse("");
    }

    private void knowName() {
        dns.answer(host, "127.0.0.1");
        hosts.answer(host, "127.0.0.1");
        dns.mode(DnsMode.NORMAL);
    }

    private void slowDown() {
        slow = Optional.of(s3.faults().on(S3Request.blocks(), new Delay(SLOWNESS)));
    }

    private static io.restorekit.testkit.s3.Fault at(StoreFault kind) {
        return switch (kind) {
            case HANGS -> new Hang();
            case ERRORS -> new Status(500, "InternalError");
            case THROTTLES -> new Status(503, "SlowDown");
            case DENIES -> new Status(403, "AccessDenied");
            case SAYS_MISSING -> new Status(404, "NoSuchKey");
            case CUTS -> new CutBody(CUT_AFTER);
            case CORRUPTS -> new Corrupt();
            case LOGIN_PAGE -> new Replace(PORTAL);
            case DNS_AWAY, DOWN -> throw new IllegalArgumentException(kind + " befalls no requests");
        };
    }
}

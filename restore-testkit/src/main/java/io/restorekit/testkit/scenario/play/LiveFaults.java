package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.dns.HostsFile;
import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Fault.Corrupt;
import io.restorekit.testkit.s3.S3Fault.CutBody;
import io.restorekit.testkit.s3.S3Fault.Delay;
import io.restorekit.testkit.s3.S3Fault.Hang;
import io.restorekit.testkit.s3.S3Fault.Replace;
import io.restorekit.testkit.s3.S3Fault.Status;
import io.restorekit.testkit.s3.S3Operation;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.scenario.Fault;
import io.restorekit.testkit.scenario.FaultKind;
import io.restorekit.testkit.scenario.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** The faults of a scenario at real servers. */
final class LiveFaults implements SceneFaults {
    /** Blocks come slowly, so that a restore has a middle. */
    private static final Duration SLOWNESS = Duration.ofMillis(150);

    private static final byte[] PORTAL =
            "<!DOCTYPE html><html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
    private static final long CUT_AFTER = 100;
    private static final Set<FaultKind> OF_BODIES =
            EnumSet.of(FaultKind.CUTS, FaultKind.CORRUPTS, FaultKind.LOGIN_PAGE);

    private final S3Server s3;
    private final DnsServer dns;
    private final HostsFile hosts;
    private final String host;
    private final Function<Scope, Predicate<String>> keys;
    private final List<Active> all = new ArrayList<>();
    private final List<Active> active = new ArrayList<>();
    private Optional<FaultRule> slow = Optional.empty();
    private volatile boolean namesAreInAFile;

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

    @Override
    public void begin(Fault fault) {
        Active begun = switch (fault.kind()) {
            case DNS_AWAY -> {
                long before = dns.queries(host, DnsMode.SILENT);
                dns.mode(DnsMode.SILENT);
                hosts.forget(host);
                s3.dropConnections();
                yield new Active(fault, () -> asked(before), this::knowName);
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
        boolean login = fault.kind() == FaultKind.LOGIN_PAGE;
        Predicate<String> befalls = keys.apply(login ? new Scope.Metadata() : fault.scope());
        boolean ofBodies = OF_BODIES.contains(fault.kind());
        When<S3Request> when = When.that(
                request -> befalls.test(request.key()) && (!ofBodies || request.operation() == S3Operation.GET_OBJECT));
        FaultRule rule = s3.faults()
                .on(fault.times().isPresent() ? when.times(fault.times().getAsInt()) : when, at(fault.kind()));
        slowDown();
        boolean hangs = fault.kind() == FaultKind.HANGS;
        return new Active(fault, rule::fired, () -> {
            rule.remove();
            if (hangs) {
                s3.dropConnections();
            }
        });
    }

    @Override
    public void end(FaultKind kind) {
        List<Active> over =
                active.stream().filter(one -> one.fault().kind() == kind).toList();
        over.forEach(one -> one.end().run());
        active.removeAll(over);
    }

    /** How often the name was asked for; a file leaves no trace of who reads it. */
    private int asked(long before) {
        return namesAreInAFile ? 1 : (int) (dns.queries(host, DnsMode.SILENT) - before);
    }

    /** Somebody reads names from the file, and may not ask the server. */
    void namesAreInAFile() {
        namesAreInAFile = true;
    }

    /** A connection that is refused leaves no trace either: that counts as met. */
    @Override
    public List<Fault> unfired() {
        return all.stream()
                .filter(one -> one.fired().getAsInt() < one.fault().times().orElse(1))
                .map(Active::fault)
                .toList();
    }

    @Override
    public String cause() {
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

    private static S3Fault at(FaultKind kind) {
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

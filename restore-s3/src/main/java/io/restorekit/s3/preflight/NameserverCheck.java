package io.restorekit.s3.preflight;

import io.restorekit.api.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Asks each name server apart for the endpoint's name, as the machine would: a second one helps only if it answers. */
public final class NameserverCheck {
    private static final String CHECK = "name servers";
    private static final String ONE = "name server ";

    private final ResolverConfig config;
    private final RandomGenerator random;
    private final LongSupplier ticks;

    /** @param ticks monotonic nanoseconds */
    public NameserverCheck(ResolverConfig config, RandomGenerator random, LongSupplier ticks) {
        this.config = config;
        this.random = random;
        this.ticks = ticks;
    }

    public List<Finding> look(String host) {
        List<Finding> findings = new ArrayList<>();
        List<Finding> each = config.nameservers().stream()
                .map(address -> look(host, new Nameserver(address)))
                .toList();
        findings.add(redundancy(each));
        findings.addAll(each);
        return findings;
    }

    private Finding redundancy(List<Finding> each) {
        long answering = each.stream()
                .filter(finding -> finding.severity() == Finding.Severity.GOOD)
                .count();
        String seen = answering + " of " + each.size() + " name servers know the name";
        if (answering == 0) {
            return Finding.problem(
                    CHECK,
                    seen,
                    "check the endpoint's name; a restore that has never reached this place waits until one of them does");
        }
        if (answering == 1) {
            return Finding.warning(
                    CHECK,
                    seen,
                    "while it is away no name resolves: use two; if it is a cluster's DNS service, see that at least two"
                            + " replicas of it run, on different nodes, and none of them only where the volume is");
        }
        return Finding.good(CHECK, seen);
    }

    private Finding look(String host, Nameserver nameserver) {
        long begin = ticks.getAsLong();
        try {
            DnsAnswer last = new DnsAnswer(DnsAnswer.NO_SUCH_NAME, List.of(), 0, false);
            for (String name : config.candidates(host)) {
                last = ask(name, nameserver);
                if (!last.addresses().isEmpty()) {
                    return Finding.good(
                            ONE + nameserver,
                            name + ": " + last.words() + ", time to live " + last.ttlSeconds() + " s, answered in "
                                    + since(begin));
                }
            }
            return Finding.warning(
                    ONE + nameserver,
                    host + ": " + last.words() + ", answered in " + since(begin),
                    "it answers and does not know the endpoint: check the name, and what this server is there for");
        } catch (IOException e) {
            return Finding.warning(
                    ONE + nameserver,
                    "no answer in " + since(begin) + " (" + e.getClass().getSimpleName() + ")",
                    "check that it runs and can be reached from here, or take it out of the resolver's configuration");
        }
    }

    /** Both families together. Some name servers drop questions for the newer one: an answer to either is an answer. */
    private DnsAnswer ask(String name, Nameserver nameserver) throws IOException {
        DnsAnswer four = nameserver.ask(new DnsQuestion(random.nextInt(1 << 16), name, DnsQuestion.A));
        DnsAnswer six;
        try {
            six = nameserver.ask(new DnsQuestion(random.nextInt(1 << 16), name, DnsQuestion.AAAA));
        } catch (IOException e) {
            return four;
        }
        List<InetAddress> all = new ArrayList<>(four.addresses());
        all.addAll(six.addresses());
        long ttl = four.addresses().isEmpty()
                ? six.ttlSeconds()
                : six.addresses().isEmpty() ? four.ttlSeconds() : Math.min(four.ttlSeconds(), six.ttlSeconds());
        return new DnsAnswer(Math.max(four.code(), six.code()), all, ttl, false);
    }

    private String since(long begin) {
        return Duration.ofNanos(ticks.getAsLong() - begin).toMillis() + " ms";
    }
}

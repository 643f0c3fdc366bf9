package io.restorekit.s3.preflight;

import io.restorekit.api.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Asks each name server apart for the endpoint's name, as the machine would: a second one helps only if it answers. */
public final class NameserverCheck {
    private static final String CHECK = "name servers";
    private static final String ONE = "name server ";

    /** For all names that one server is asked for: there can be many, and each may be waited for. */
    private static final Duration ALL_NAMES = Duration.ofSeconds(12);

    private final ResolverConfig config;
    private final RandomGenerator random;
    private final LongSupplier ticks;
    private final Duration limit;

    /** @param ticks monotonic nanoseconds */
    public NameserverCheck(ResolverConfig config, RandomGenerator random, LongSupplier ticks) {
        this(config, random, ticks, Nameserver.LIMIT);
    }

    /** @param limit how long each answer is waited for */
    NameserverCheck(ResolverConfig config, RandomGenerator random, LongSupplier ticks, Duration limit) {
        this.config = config;
        this.random = random;
        this.ticks = ticks;
        this.limit = limit;
    }

    public List<Finding> look(String host) {
        List<Finding> findings = new ArrayList<>();
        List<Finding> each = config.nameservers().stream()
                .map(address -> look(host, new Nameserver(address, limit)))
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
        Optional<DnsAnswer> last = Optional.empty();
        Optional<IOException> silence = Optional.empty();
        for (String name : config.candidates(host)) {
            if (ticks.getAsLong() - begin > ALL_NAMES.toNanos()) {
                break;
            }
            try {
                DnsAnswer answer = bothFamilies(name, nameserver);
                if (!answer.addresses().isEmpty()) {
                    return Finding.good(
                            ONE + nameserver,
                            name + ": " + answer.words() + ", time to live " + answer.ttlSeconds() + " s, answered in "
                                    + since(begin));
                }
                last = Optional.of(answer);
            } catch (IOException e) {
                silence = Optional.of(e);
            }
        }
        return silence.isPresent()
                ? silent(nameserver, silence.get(), begin)
                : Finding.warning(
                        ONE + nameserver,
                        host + ": " + last.map(DnsAnswer::words).orElse("not asked") + ", answered in " + since(begin),
                        "it answers and does not know the endpoint: check the name, and what this server is there for");
    }

    private Finding silent(Nameserver nameserver, IOException silence, long begin) {
        return Finding.warning(
                ONE + nameserver,
                "no answer in " + since(begin) + " (" + silence.getClass().getSimpleName() + ")",
                "check that it runs and can be reached from here, or take it out of the resolver's configuration");
    }

    /** Some name servers drop the questions for one of the families: an answer to either is an answer. */
    private DnsAnswer bothFamilies(String name, Nameserver nameserver) throws IOException {
        List<DnsAnswer> answers = new ArrayList<>();
        Optional<IOException> silence = Optional.empty();
        for (int type : List.of(DnsQuestion.A, DnsQuestion.AAAA)) {
            try {
                answers.add(nameserver.ask(new DnsQuestion(random.nextInt(1 << 16), name, type)));
            } catch (IOException e) {
                silence = Optional.of(e);
            }
        }
        if (answers.isEmpty()) {
            throw silence.orElseThrow();
        }
        return answers.size() == 1 ? answers.get(0) : answers.get(0).and(answers.get(1));
    }

    private String since(long begin) {
        return Duration.ofNanos(ticks.getAsLong() - begin).toMillis() + " ms";
    }
}

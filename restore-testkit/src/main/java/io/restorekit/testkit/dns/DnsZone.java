package io.restorekit.testkit.dns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The names that servers know. Thread-safe. */
final class DnsZone {
    private record Scripted(String name, DnsScript script) {}

    private final Map<String, DnsScript> names = new ConcurrentHashMap<>();
    private final List<Scripted> scripted = new CopyOnWriteArrayList<>();

    void answer(String name, DnsAnswer.Addresses addresses) {
        names.put(plain(name), new DnsScript(List.of(addresses), false));
    }

    /** As {@link #answer}, and {@link #unfired} tells if nobody asks. */
    void script(String name, List<DnsAnswer> answers, boolean cycles) {
        DnsScript script = new DnsScript(answers, cycles);
        scripted.add(new Scripted(plain(name), script));
        names.put(plain(name), script);
    }

    void forget(String name) {
        names.remove(plain(name));
    }

    DnsAnswer next(String name, int type, boolean tcp) {
        return Optional.ofNullable(names.get(plain(name)))
                .map(script -> script.next(type, tcp))
                .orElseGet(DnsAnswer::nxDomain);
    }

    /** The next query over TCP gets this answer, which was truncated over UDP. */
    void owe(String name, int type, DnsAnswer answer) {
        Optional.ofNullable(names.get(plain(name))).ifPresent(script -> script.owe(type, answer));
    }

    /** The answers of all scripts so far that no query got, in words. */
    List<String> unfired() {
        return scripted.stream()
                .flatMap(one -> one.script().unfired().stream().map(answer -> one.name() + ": " + answer))
                .toList();
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}

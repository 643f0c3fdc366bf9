package io.restorekit.testkit.dns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** The names that servers know. Thread-safe. */
final class DnsZone {
    private record Scripted(String name, DnsScript script) {}

    private final Map<String, DnsScript> names = new ConcurrentHashMap<>();
    private final List<Scripted> scripted = new CopyOnWriteArrayList<>();

    /**
     * @throws IllegalArgumentException if no name can be so
     */
    void answer(String name, DnsAnswer.Addresses addresses) {
        names.put(checked(name), new DnsScript(List.of(addresses), false));
    }

    /** As {@link #answer}, and {@link #unfired} tells if nobody asks. */
    void script(String name, List<DnsAnswer> answers, boolean cycles) {
        String checked = checked(name);
        DnsScript script = new DnsScript(answers, cycles);
        scripted.add(new Scripted(checked, script));
        names.put(checked, script);
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

    /** A query for it could come. */
    private static String checked(String name) {
        String plain = plain(name);
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("no name of DNS: it is empty");
        }
        try {
            Name.fromString(plain, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("no name of DNS: " + name + " (" + e.getMessage() + ")", e);
        }
        return plain;
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}

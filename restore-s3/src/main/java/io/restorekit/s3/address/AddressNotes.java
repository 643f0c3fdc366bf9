package io.restorekit.s3.address;

import io.restorekit.target.Notes;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the good addresses of a host over a restart, as a short text:
 *
 * <pre>
 * restorekit-addresses 1
 * host s3.example.com
 * 192.0.2.1 2026-11-23T12:03:00Z
 * </pre>
 *
 * A note with anything else in it is ignored whole, with a warning: it was damaged or made by somebody else.
 */
final class AddressNotes {
    private static final Logger LOG = LoggerFactory.getLogger(AddressNotes.class);
    private static final String HEAD = "restorekit-addresses 1";
    private static final int MAX_CHARS = 4096;

    private final Notes notes;
    private final String host;

    AddressNotes(Notes notes, String host) {
        this.notes = notes;
        this.host = host.toLowerCase(Locale.ROOT);
    }

    GoodAddresses read() {
        Optional<String> text = nameable() ? notes.read(name()) : Optional.empty();
        if (text.isEmpty()) {
            return new GoodAddresses(Map.of());
        }
        Optional<GoodAddresses> parsed = parse(text.get());
        if (parsed.isEmpty()) {
            LOG.warn("The note of last good addresses of {} is not valid and is ignored", host);
        }
        return parsed.orElseGet(() -> new GoodAddresses(Map.of()));
    }

    /** @return false if it was not kept, so that it may be tried again */
    boolean write(GoodAddresses addresses) {
        if (!nameable()) {
            return true;
        }
        StringBuilder text = new StringBuilder(HEAD + "\nhost " + host + "\n");
        Map<InetAddress, Instant> kept = new LinkedHashMap<>(addresses.entries());
        kept.keySet().removeIf(address -> !isOne(address));
        kept.forEach((address, when) -> text.append(address.getHostAddress().replaceFirst("%.*", ""))
                .append(' ')
                .append(when)
                .append('\n'));
        notes.write(name(), text.toString());
        return notes.read(name()).filter(text.toString()::equals).isPresent();
    }

    private Optional<GoodAddresses> parse(String text) {
        String[] lines = text.length() > MAX_CHARS ? new String[0] : text.split("\n");
        if (lines.length < 2 || lines.length > GoodAddresses.MAX + 2) {
            return Optional.empty();
        }
        if (!lines[0].equals(HEAD) || !lines[1].equals("host " + host)) {
            return Optional.empty();
        }
        Map<InetAddress, Instant> seen = new LinkedHashMap<>();
        for (int i = 2; i < lines.length; i++) {
            if (!add(lines[i], seen)) {
                return Optional.empty();
            }
        }
        return Optional.of(new GoodAddresses(seen));
    }

    private static boolean add(String line, Map<InetAddress, Instant> seen) {
        String[] words = line.split(" ");
        Optional<InetAddress> address = words.length == 2 ? IpLiteral.parse(words[0]) : Optional.empty();
        if (address.filter(AddressNotes::isOne).isEmpty()) {
            return false;
        }
        try {
            seen.put(address.get(), Instant.parse(words[1]));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Nothing else is written either, or it would spoil the whole note. */
    private static boolean isOne(InetAddress address) {
        return !address.isAnyLocalAddress() && !address.isMulticastAddress();
    }

    private String name() {
        return "s3-addresses-" + host;
    }

    /** A name that could be anything but a plain file name is not kept; such a host only loses its memory. */
    private boolean nameable() {
        return host.matches("[a-z0-9][a-z0-9._-]{0,219}");
    }
}

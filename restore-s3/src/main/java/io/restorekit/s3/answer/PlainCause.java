package io.restorekit.s3.answer;

import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a foreign exception: types and stack traces, without the words. A message can repeat what a server
 * sent, and a server can send back what it was sent: keys, tokens, signatures. Only the JDK's own words about networks
 * and trust are kept.
 */
public final class PlainCause extends Exception {
    private static final long serialVersionUID = 1L;

    /** A URL can hold a token. */
    private static final Set<String> REPEATS_ITS_INPUT =
            Set.of("java.net.URISyntaxException", "java.net.MalformedURLException");

    /** Longer chains are cut: they could be circles. */
    private static final int MAX_DEPTH = 16;

    private PlainCause(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public static PlainCause of(Throwable foreign) {
        return copy(foreign, MAX_DEPTH);
    }

    /** The next link of a chain; the JDK's XML parser hides what broke off its stream from {@link #getCause}. */
    static @Nullable Throwable next(Throwable link) {
        Throwable cause = link.getCause();
        return cause == null && link instanceof XMLStreamException xml ? xml.getNestedException() : cause;
    }

    private static PlainCause copy(Throwable foreign, int depth) {
        Throwable inner = next(foreign);
        PlainCause cause = inner == null || depth == 0 ? null : copy(inner, depth - 1);
        String type = foreign.getClass().getName();
        String words = Optional.ofNullable(foreign.getMessage())
                .filter(text -> trusted(type))
                .map(text -> ": " + text)
                .orElse("");
        PlainCause plain = new PlainCause(type + words, cause);
        plain.setStackTrace(foreign.getStackTrace());
        return plain;
    }

    private static boolean trusted(String type) {
        return !REPEATS_ITS_INPUT.contains(type) && isOfNetworksOrTrust(type);
    }

    private static boolean isOfNetworksOrTrust(String type) {
        return type.startsWith("java.net.") || type.startsWith("javax.net.ssl.") || type.startsWith("java.security.");
    }
}

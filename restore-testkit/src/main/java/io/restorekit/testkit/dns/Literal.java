package io.restorekit.testkit.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses as they are written. */
final class Literal {
    private Literal() {}

    /**
     * Asks nobody.
     *
     * @throws IllegalArgumentException if it is a name, or no address
     */
    static InetAddress address(String text) {
        if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("no literal address: " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no literal address: " + text, e);
        }
    }
}

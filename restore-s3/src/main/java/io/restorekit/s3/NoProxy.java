package io.restorekit.s3;

import io.restorekit.s3.address.IpLiteral;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that are reached without the proxy, in the form that most tools share: names that cover their subdomains
 * too, addresses, address ranges ({@code 10.0.0.0/8}), each with an optional port; {@code *} is every host.
 */
record NoProxy(String list) {

    boolean covers(String host, int port) {
        String bare = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            if (!entry.isEmpty() && covers(entry, bare, port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        Optional<InetAddress> address = IpLiteral.parse(host);
        if (entry.contains("/")) {
            return address.isPresent() && inRange(entry, address.get());
        }
        String name = entry.replaceFirst(":" + port + "$", "").replaceAll("^\\[|]$", "");
        if (address.isPresent()) {
            return IpLiteral.parse(name).equals(address);
        }
        String domain = name.replaceFirst("^\\*?\\.", "");
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean inRange(String range, InetAddress address) {
        int slash = range.indexOf('/');
        Optional<InetAddress> start = IpLiteral.parse(range.substring(0, slash));
        String bits = range.substring(slash + 1);
        int width = address.getAddress().length * 8;
        if (start.isEmpty() || start.get().getAddress().length * 8 != width || !bits.matches("\\d{1,3}")) {
            return false;
        }
        int shift = width - Integer.parseInt(bits);
        return shift >= 0
                && number(start.get()).shiftRight(shift).equals(number(address).shiftRight(shift));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}

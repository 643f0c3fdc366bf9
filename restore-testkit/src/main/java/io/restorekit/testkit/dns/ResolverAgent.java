package io.restorekit.testkit.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.TextParseException;

/** Runs in a child JVM, before its main class, and makes dnsjava its resolver. */
final class ResolverAgent {
    private static final String PROVIDER_TYPE = "java.net.spi.InetAddressResolverProvider";
    private static final String PROVIDER = "org.xbill.DNS.spi.DnsjavaInetAddressResolverProvider";
    private static final int FIRST_JDK = 18;

    private ResolverAgent() {}

    /** As text it is {@code limit in ms;address:port,address:port}. */
    record Settings(List<InetSocketAddress> servers, Duration limit) {
        String toText() {
            return limit.toMillis()
                    + servers.stream()
                            .map(server -> server.getAddress().getHostAddress() + ":" + server.getPort())
                            .collect(Collectors.joining(",", ";", ""));
        }

        static Settings of(String text) {
            String[] parts = text.split(";", 2);
            return new Settings(
                    Stream.of(parts[1].split(",")).map(Settings::server).toList(),
                    Duration.ofMillis(Long.parseLong(parts[0])));
        }

        private static InetSocketAddress server(String text) {
            int colon = text.lastIndexOf(':');
            InetAddress address = Literal.address(text.substring(0, colon));
            return new InetSocketAddress(address, Integer.parseInt(text.substring(colon + 1)));
        }
    }

    /** Called by the JVM. What it throws ends the JVM. */
    public static void premain(String text) throws ClassNotFoundException, TextParseException {
        if (Runtime.version().feature() < FIRST_JDK) {
            throw new IllegalStateException("a resolver can be given to a JVM from JDK " + FIRST_JDK
                    + " on, and this is " + Runtime.version() + ": use a HostsFile");
        }
        Settings settings = Settings.of(text);
        // The last wins that is set before the first look-up; java.security has said 10 s for what does not exist.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        System.setProperty("org.dnsjava.spi.enable", "true");
        Lookup.setDefaultResolver(new ServersInOrder(settings.servers(), settings.limit(), failure -> {}));
        Lookup.setDefaultSearchPath((String[]) null);
        Lookup.setDefaultHostsFileParser(null);
        Lookup.setDefaultCache(forgetful(), DClass.IN);
        requireFirst();
    }

    private static Cache forgetful() {
        Cache cache = new Cache(DClass.IN);
        cache.setMaxCache(0);
        cache.setMaxNCache(0);
        return cache;
    }

    /** The JDK takes the first provider that it finds, and asks nobody whether that was meant. */
    private static void requireFirst() throws ClassNotFoundException {
        String first = ServiceLoader.load(Class.forName(PROVIDER_TYPE), ClassLoader.getSystemClassLoader()).stream()
                .findFirst()
                .map(provider -> provider.type().getName())
                .orElse("none");
        if (!first.equals(PROVIDER)) {
            throw new IllegalStateException("this JVM would not ask the test's DNS servers, its resolver is " + first);
        }
    }
}

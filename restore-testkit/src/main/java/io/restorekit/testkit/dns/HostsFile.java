package io.restorekit.testkit.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names that a child JVM knows, from JDK 17 on: the test changes them while the child runs, and the child's next
 * look-up sees it, because its caches are off.
 *
 * <pre>{@code
 * try (HostsFile hosts = HostsFile.open()) {
 *     hosts.answer("s3.test", "127.0.0.1");
 *     ChildProcess child = ChildProcess.start(Command.java("-jar", jar).withJvmOptions(hosts.jvmOptions()));
 *     hosts.forget("s3.test");
 * }
 * }</pre>
 *
 * <p>The child knows these names and no others, except {@code localhost} and this machine's own name: DNS is never asked.
 * So a name can be there, elsewhere, or unknown at once; for slow or failing servers there is {@link ChildResolver}. The
 * JVM compares names as they are written, and these are written in lower case. A child that sets
 * {@code networkaddress.cache.ttl} itself has a cache again. Closing deletes the files: let the child end before.
 *
 * <p>Thread-safe.
 */
public final class HostsFile implements AutoCloseable {
    private static final String HOSTS = "hosts";
    private static final String SECURITY = "uncached.security";

    private final TransientFolder folder = TransientFolder.open();
    private final Map<String, List<InetAddress>> names = new TreeMap<>();

    private HostsFile() {}

    /** Makes a file that knows no names, in a temporary folder. */
    public static HostsFile open() {
        HostsFile file = new HostsFile();
        // The system property sun.net.inetaddr.negative.ttl does not do: the JDK's own java.security sets 10 s before
        // it.
        file.folder.write(SECURITY, List.of("networkaddress.cache.ttl=0", "networkaddress.cache.negative.ttl=0"));
        file.write();
        return file;
    }

    /**
     * From now on this name has these addresses and no others.
     *
     * @param addresses IPv4 or IPv6, as literals, 1 or more
     * @throws IllegalArgumentException if one is no literal address
     */
    public synchronized void answer(String name, String... addresses) {
        if (addresses.length == 0) {
            throw new IllegalArgumentException("a name in a hosts file has an address: " + name);
        }
        names.put(
                DnsZone.plain(name), Stream.of(addresses).map(Literal::address).toList());
        write();
    }

    /** From now on this name does not exist. */
    public synchronized void forget(String name) {
        names.remove(DnsZone.plain(name));
        write();
    }

    /**
     * What the child's {@code java} is started with. The second takes the place of another
     * {@code -Djava.security.properties=}, if it comes later.
     */
    public List<String> jvmOptions() {
        return List.of(
                "-Djdk.net.hosts.file=" + folder.file(HOSTS), "-Djava.security.properties=" + folder.file(SECURITY));
    }

    @Override
    public synchronized void close() {
        folder.close();
    }

    private void write() {
        Stream<String> own = Stream.concat(Stream.of("localhost"), ownName().stream())
                .filter(name -> !names.containsKey(name))
                .map(name -> "127.0.0.1 " + name);
        Stream<String> told = names.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream().map(address -> address.getHostAddress() + " " + entry.getKey()));
        folder.write(HOSTS, Stream.concat(own, told).toList());
    }

    /** Logging libraries ask for it. */
    private static Optional<String> ownName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

package io.restorekit.testkit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.xbill.DNS.Lookup;

/**
 * Makes a child JVM, JDK 18 or newer, ask DNS servers of the test for every name, whatever code in it resolves them. It
 * works for {@code -cp}, {@code -jar} and {@code -m} alike, as it comes in as an agent; a child of an older JDK does not
 * start and says why: {@link HostsFile} is for those.
 *
 * <pre>{@code
 * try (DnsServer dns = DnsServer.open();
 *         ChildResolver resolver = ChildResolver.asking(List.of(dns.address()))) {
 *     ChildProcess.start(Command.java("-jar", jar).withJvmOptions(resolver.jvmOptions()));
 * }
 * }</pre>
 *
 * <p>Servers are asked as by {@link StubResolver}, with no cache, hosts file or search path, also not the JVM's own.
 * {@code localhost}, the machine's own name and literal addresses are left to the JVM. The child resolves with dnsjava
 * through the JDK's resolver provider; both libraries are behind the child's own on its class path, where an SLF4J of
 * its own has its way. A provider of the child's own would come first: then it does not start and says so.
 *
 * <p>Closing deletes the agent: let the child have started before. Immutable.
 */
public final class ChildResolver implements AutoCloseable {
    private static final String JAR = "resolver-agent.jar";

    private final TransientFolder folder;
    private final String settings;

    private ChildResolver(TransientFolder folder, String settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** As {@link #asking(List, Duration)}, with 2 s. */
    public static ChildResolver asking(List<InetSocketAddress> servers) {
        return asking(servers, Duration.ofSeconds(2));
    }

    /**
     * Prepares the agent, in a temporary folder.
     *
     * @param limit how long a server may take for a question, 1 ms or more
     * @throws UncheckedIOException if it cannot be written
     */
    public static ChildResolver asking(List<InetSocketAddress> servers, Duration limit) {
        ServersInOrder.check(servers, limit);
        if (limit.toMillis() == 0) {
            throw new IllegalArgumentException("a limit is 1 ms or more: " + limit);
        }
        String settings = new ResolverAgent.Settings(servers, limit).toText();
        TransientFolder folder = TransientFolder.open();
        try {
            writeJar(folder.file(JAR));
            return new ChildResolver(folder, settings);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What the child's {@code java} is started with. */
    public List<String> jvmOptions() {
        return List.of("-javaagent:" + folder.file(JAR) + "=" + settings);
    }

    @Override
    public void close() {
        folder.close();
    }

    /** A jar that holds nothing but names the agent and what it needs: so this works too where classes lie in a folder. */
    private static void writeJar(Path jar) {
        String classPath = Stream.of(ResolverAgent.class, Lookup.class, Logger.class)
                .map(ChildResolver::location)
                .distinct()
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        manifest.getMainAttributes().putValue("Premain-Class", ResolverAgent.class.getName());
        try {
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + jar, e);
        }
    }

    private static String location(Class<?> type) {
        try {
            return type.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie at no URI", e);
        }
    }
}

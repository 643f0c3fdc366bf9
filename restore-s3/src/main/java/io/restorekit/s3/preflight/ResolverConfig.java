package io.restorekit.s3.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which name servers a machine asks, as {@code resolv.conf(5)} says it. Lines that are not understood are passed over, as
 * the system's resolver does.
 *
 * @param nameservers in the order in which they are asked; glibc asks the first three
 * @param search what is put behind a name that has fewer than {@code ndots} dots
 */
public record ResolverConfig(List<InetSocketAddress> nameservers, List<String> search, int ndots) {
    /** Where the machine's own lies. */
    public static final Path SYSTEM = Path.of("/etc/resolv.conf");

    private static final int PORT = 53;
    private static final int MOST_SERVERS = 3;
    private static final int MOST_NDOTS = 15;

    public ResolverConfig {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
    }

    /** Names are asked of this server, as they are. */
    public static ResolverConfig of(InetSocketAddress nameserver) {
        return new ResolverConfig(List.of(nameserver), List.of(), 1);
    }

    public static ResolverConfig read(Path file) throws IOException {
        List<InetSocketAddress> nameservers = new ArrayList<>();
        List<String> search = List.of();
        int ndots = 1;
        for (String line : Files.readAllLines(file)) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            List<String> values = words.subList(1, words.size());
            switch (words.get(0)) {
                case "nameserver" -> values.stream().limit(1).forEach(value -> add(value, nameservers));
                case "search", "domain" -> search = values;
                case "options" -> ndots = ndots(values, ndots);
                default -> {}
            }
        }
        return new ResolverConfig(nameservers.stream().limit(MOST_SERVERS).toList(), search, ndots);
    }

    /** The full names that are tried for a name, in this order, until one exists. */
    List<String> candidates(String host) {
        if (host.endsWith(".")) {
            return List.of(host);
        }
        List<String> longer = search.stream().map(suffix -> host + "." + suffix).toList();
        boolean asItIsFirst = host.chars().filter(c -> c == '.').count() >= ndots;
        List<String> all = new ArrayList<>(longer);
        all.add(asItIsFirst ? 0 : longer.size(), host);
        return all;
    }

    private static void add(String literal, List<InetSocketAddress> nameservers) {
        if (literal.matches("[0-9.]+|[0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*(%\\S+)?")) {
            try {
                nameservers.add(new InetSocketAddress(InetAddress.getByName(literal), PORT));
            } catch (UnknownHostException e) {
                // No address: the system's resolver passes it over too.
                return;
            }
        }
    }

    private static int ndots(List<String> options, int before) {
        return options.stream()
                .filter(option -> option.matches("ndots:\\d{1,9}"))
                .map(option -> Math.min(MOST_NDOTS, Integer.parseInt(option.substring("ndots:".length()))))
                .reduce(before, (earlier, later) -> later);
    }
}

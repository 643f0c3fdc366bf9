package io.restorekit.testkit.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is put into a command in place of words in braces. */
record Placeholders(Map<String, String> values) {
    private static final Pattern PLACE = Pattern.compile("\\{(node\\.\\w+)}");

    static Placeholders of(String name, Path disk, InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String port = String.valueOf(address.getPort());
        return new Placeholders(Map.of(
                "node.name", name,
                "node.disk", disk.toString(),
                "node.host", host,
                "node.port", port,
                "node.address", host + ":" + port));
    }

    /** The command with all of them replaced, in its words, in the values of its environment and in its directory. */
    Command in(Command command) {
        Map<String, String> environment = new TreeMap<>();
        command.environment().forEach((name, value) -> environment.put(name, in(value)));
        return new Command(
                command.words().stream().map(this::in).toList(),
                environment,
                command.directory().map(folder -> Path.of(in(folder.toString()))));
    }

    private String in(String text) {
        return PLACE.matcher(text).replaceAll(this::value);
    }

    private String value(MatchResult place) {
        String value = Optional.ofNullable(values.get(place.group(1)))
                .orElseThrow(() ->
                        new IllegalArgumentException(place.group() + " is none of " + new TreeMap<>(values).keySet()));
        return Matcher.quoteReplacement(value);
    }
}

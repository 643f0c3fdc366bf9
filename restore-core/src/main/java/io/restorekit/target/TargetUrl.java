package io.restorekit.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a backup target, in Longhorn's form: {@code s3://bucket@region/path/}, {@code nfs://server:/export/path},
 * {@code file:///dir}; with {@code ?backup=…&volume=…} it names a backup.
 *
 * @param scheme in lower case
 * @param authority what stands between {@code //} and the path; may be empty
 * @param path starts with {@code /} or is empty; percent escapes are decoded
 * @param query the parameters, decoded
 */
public record TargetUrl(String scheme, String authority, String path, Map<String, String> query) {

    public TargetUrl {
        query = Map.copyOf(query);
    }

    /**
     * @throws IllegalArgumentException if it is no URL of this form; the message does not repeat the query
     */
    public static TargetUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a backup URL: " + url.replaceFirst("\\?.*", "?…"));
        }
        if (uri.getScheme() == null || uri.isOpaque() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "not a backup URL (scheme://place/path?backup=…&volume=…): " + url.replaceFirst("\\?.*", "?…"));
        }
        String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        return new TargetUrl(uri.getScheme().toLowerCase(Locale.ROOT), authority, path, parameters(uri.getRawQuery()));
    }

    public Optional<String> volume() {
        return Optional.ofNullable(query.get("volume"));
    }

    public Optional<String> backup() {
        return Optional.ofNullable(query.get("backup"));
    }

    /** The place alone: the same for all backups in it, fit for logs and checkpoints. */
    public String place() {
        String trimmed = path.replaceAll("/+$", "");
        return scheme + "://" + authority + (trimmed.isEmpty() ? "/" : trimmed);
    }

    @Override
    public String toString() {
        return place();
    }

    private static Map<String, String> parameters(@Nullable String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw == null) {
            return parameters;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

package io.restorekit.s3;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Reads the variables that users of Longhorn already have. Empty counts as absent. */
final class EnvironmentSettings {
    private final Map<String, String> variables;

    EnvironmentSettings(Map<String, String> variables) {
        this.variables = variables;
    }

    S3Settings.Builder read(S3Location location) {
        S3Credentials credentials = credentials();
        S3Settings.Builder settings = S3Settings.builder(() -> credentials);
        Optional<URI> endpoint = get("AWS_ENDPOINTS").map(text -> Urls.parse("AWS_ENDPOINTS", text));
        endpoint.ifPresent(settings::endpoint);
        get("VIRTUAL_HOSTED_STYLE").ifPresent(text -> settings.pathStyle(!bool(text)));
        get("AWS_CERT").ifPresent(settings::caPem);
        proxy(endpoint, location).ifPresent(settings::proxy);
        return settings;
    }

    private S3Credentials credentials() {
        return new S3Credentials(
                required("AWS_ACCESS_KEY_ID"), required("AWS_SECRET_ACCESS_KEY"), get("AWS_SESSION_TOKEN"));
    }

    private Optional<URI> proxy(Optional<URI> endpoint, S3Location location) {
        boolean plain =
                endpoint.map(uri -> uri.getScheme().equalsIgnoreCase("http")).orElse(false);
        String variable = plain ? "HTTP_PROXY" : "HTTPS_PROXY";
        String host = endpoint.map(URI::getHost)
                .orElseGet(() -> "s3." + location.region().orElse("") + ".amazonaws.com");
        int port = endpoint.map(URI::getPort).filter(p -> p > 0).orElse(plain ? 80 : 443);
        if (new NoProxy(get("NO_PROXY").orElse("")).covers(host, port)) {
            return Optional.empty();
        }
        return get(variable).map(text -> Urls.parse(variable, text.contains("://") ? text : "http://" + text));
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("VIRTUAL_HOSTED_STYLE must be true or false");
        };
    }

    private String required(String name) {
        return get(name)
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + name
                        + " is not set: S3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}

package io.restorekit.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks of the URLs in settings. They may hold secrets by mistake, so messages do not repeat them. */
final class Urls {
    private Urls() {}

    static URI parse(String setting, String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(setting + " is not a URL: write http://host:port or https://host:port");
        }
    }

    static URI endpoint(URI uri) {
        boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!http(uri) || !bare || !path(uri).isEmpty()) {
            throw new IllegalArgumentException("the S3 endpoint (AWS_ENDPOINTS) must be one URL of the form"
                    + " https://host:port or http://host:port, without a path, user or query");
        }
        return uri;
    }

    static URI proxy(URI uri) {
        if (!http(uri)
                || uri.getScheme().equalsIgnoreCase("https")
                || !path(uri).isEmpty()) {
            throw new IllegalArgumentException("a proxy (HTTP_PROXY, HTTPS_PROXY) must be a URL of the form"
                    + " http://host:port or http://user:password@host:port");
        }
        return uri;
    }

    private static boolean http(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/$", "");
    }
}

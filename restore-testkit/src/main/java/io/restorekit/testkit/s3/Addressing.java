package io.restorekit.testkit.s3;

import java.util.List;
import java.util.Optional;

/** Which bucket and key a request means, in path style or virtual-hosted style, and what it asks of them. */
final class Addressing {
    /** Parameters that turn a plain request into one that this server does not do. */
    private static final List<String> SUBRESOURCES = List.of(
            "acl",
            "attributes",
            "legal-hold",
            "location",
            "partNumber",
            "policy",
            "restore",
            "retention",
            "select",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions");

    private final S3Settings settings;

    Addressing(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * @throws IllegalArgumentException if the path or the query is not well-formed
     */
    S3Request of(HttpRequest request) {
        String path = Percent.decode(request.rawPath()).substring(1);
        Optional<String> host = bucketInHost(request.header("host").orElse(""));
        int slash = path.indexOf('/');
        String bucket = host.orElse(slash < 0 ? path : path.substring(0, slash));
        String key = host.isPresent() ? path : slash < 0 ? "" : path.substring(slash + 1);
        S3Operation operation = operation(request, bucket, key);
        boolean list = operation == S3Operation.LIST_OBJECTS;
        return new S3Request(
                operation, bucket, list ? request.parameter("prefix").orElse("") : key);
    }

    private Optional<String> bucketInHost(String hostAndPort) {
        String host = hostAndPort.replaceFirst(":\\d+$", "");
        if (host.startsWith(settings.bucket() + ".")) {
            return Optional.of(settings.bucket());
        }
        String suffix = "." + settings.hostName();
        return host.endsWith(suffix)
                ? Optional.of(host.substring(0, host.length() - suffix.length()))
                : Optional.empty();
    }

    private static S3Operation operation(HttpRequest request, String bucket, String key) {
        boolean other = request.header("x-amz-copy-source").isPresent()
                || request.parameters().stream().anyMatch(parameter -> SUBRESOURCES.contains(parameter.name()));
        if (other || bucket.isEmpty()) {
            return S3Operation.OTHER;
        }
        return key.isEmpty() ? onBucket(request) : onObject(request.method());
    }

    private static S3Operation onBucket(HttpRequest request) {
        if (request.method().equals("GET")) {
            boolean second = request.parameter("list-type").filter("2"::equals).isPresent();
            return second ? S3Operation.LIST_OBJECTS : S3Operation.OTHER;
        }
        return request.method().equals("HEAD") ? S3Operation.HEAD_BUCKET : S3Operation.OTHER;
    }

    private static S3Operation onObject(String method) {
        return switch (method) {
            case "GET" -> S3Operation.GET_OBJECT;
            case "HEAD" -> S3Operation.HEAD_OBJECT;
            case "PUT" -> S3Operation.PUT_OBJECT;
            case "DELETE" -> S3Operation.DELETE_OBJECT;
            default -> S3Operation.OTHER;
        };
    }
}

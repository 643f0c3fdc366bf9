package io.restorekit.testkit.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One page of ListObjectsV2. */
final class ListObjects {
    /** A line of the answer: an object, or a prefix that stands for all objects below it. */
    private record Line(String name, Optional<ObjectHead> object) {}

    private final String bucket;
    private final int maxKeys;
    private final String prefix;
    private final String delimiter;
    private final Optional<String> token;
    private final String after;
    private final boolean urlEncoded;

    ListObjects(HttpRequest request, S3Settings settings) throws S3Error {
        this.bucket = settings.bucket();
        this.maxKeys = Math.min(maxKeys(request.parameter("max-keys").orElse("1000")), settings.pageSize());
        this.prefix = request.parameter("prefix").orElse("");
        this.delimiter = request.parameter("delimiter").orElse("");
        this.token = request.parameter("continuation-token");
        this.after = token.isPresent()
                ? decodeToken(token.get())
                : request.parameter("start-after").orElse("");
        this.urlEncoded =
                request.parameter("encoding-type").filter("url"::equals).isPresent();
    }

    String prefix() {
        return prefix;
    }

    /**
     * @param objects all whose keys start with the prefix, in order
     */
    HttpAnswer answer(List<ObjectHead> objects) {
        List<Line> rest = lines(objects).stream()
                .filter(line -> ObjectStore.KEY_ORDER.compare(line.name(), after) > 0)
                .toList();
        List<Line> page = rest.subList(0, Math.min(maxKeys, rest.size()));
        boolean truncated = maxKeys > 0 && page.size() < rest.size();
        byte[] xml = XmlDocument.write(document -> write(document, page, truncated));
        return new HttpAnswer(200, Map.of("Content-Type", "application/xml"), xml);
    }

    private List<Line> lines(List<ObjectHead> objects) {
        List<Line> lines = new ArrayList<>();
        for (ObjectHead object : objects) {
            int end = delimiter.isEmpty() ? -1 : object.key().indexOf(delimiter, prefix.length());
            Line line = end < 0
                    ? new Line(object.key(), Optional.of(object))
                    : new Line(object.key().substring(0, end + delimiter.length()), Optional.empty());
            if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void write(XmlDocument document, List<Line> page, boolean truncated) {
        UnaryOperator<String> name = urlEncoded ? ListObjects::urlEncode : UnaryOperator.identity();
        document.open("ListBucketResult")
                .element("Name", bucket)
                .element("Prefix", name.apply(prefix))
                .element("KeyCount", String.valueOf(page.size()))
                .element("MaxKeys", String.valueOf(maxKeys))
                .element("IsTruncated", String.valueOf(truncated));
        if (!delimiter.isEmpty()) {
            document.element("Delimiter", name.apply(delimiter));
        }
        if (urlEncoded) {
            document.element("EncodingType", "url");
        }
        token.ifPresent(text -> document.element("ContinuationToken", text));
        if (truncated) {
            document.element(
                    "NextContinuationToken",
                    encodeToken(page.get(page.size() - 1).name()));
        }
        page.forEach(line -> line.object().ifPresent(object -> writeObject(document, name, object)));
        page.stream()
                .filter(line -> line.object().isEmpty())
                .forEach(line -> document.open("CommonPrefixes")
                        .element("Prefix", name.apply(line.name()))
                        .close());
        document.close();
    }

    private static void writeObject(XmlDocument document, UnaryOperator<String> name, ObjectHead object) {
        document.open("Contents")
                .element("Key", name.apply(object.key()))
                .element(
                        "LastModified",
                        object.modified().truncatedTo(ChronoUnit.MILLIS).toString())
                .element("ETag", '"' + object.etag() + '"')
                .element("Size", String.valueOf(object.size()))
                .element("StorageClass", "STANDARD")
                .close();
    }

    private static int maxKeys(String text) throws S3Error {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return Math.min(number, 1_000);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new S3Error(400, "InvalidArgument", "Provided max-keys not an integer or within integer range");
    }

    /** As S3 does it: a space becomes a plus, slashes stay. */
    private static String urlEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static String encodeToken(String last) {
        return Base64.getEncoder().encodeToString(Hashes.utf8(last));
    }

    private static String decodeToken(String token) throws S3Error {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new S3Error(400, "InvalidArgument", "The continuation token provided is incorrect");
        }
    }
}

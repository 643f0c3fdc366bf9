package io.restorekit.testkit.s3;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers requests as S3 does. Thread-safe. */
final class ObjectService {
    private final S3Settings settings;
    private final ObjectStore objects;
    private final SignatureCheck signatures;

    ObjectService(S3Settings settings, ObjectStore objects) {
        this.settings = settings;
        this.objects = objects;
        this.signatures = new SignatureCheck(settings);
    }

    void accept(String accessKey, String secretKey) {
        signatures.accept(accessKey, secretKey);
    }

    HttpAnswer answer(HttpRequest sent, S3Request what) throws S3Error, IOException {
        HttpRequest request = sent;
        if (sent.header("authorization").isPresent() || !isPublic(what.operation())) {
            request = signatures.checked(sent);
        }
        if (what.operation() == S3Operation.OTHER) {
            throw S3Error.notImplemented(request.method() + " with these parameters");
        }
        if (!what.bucket().equals(settings.bucket())) {
            throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist")
                    .with("BucketName", what.bucket());
        }
        return switch (what.operation()) {
            case GET_OBJECT, HEAD_OBJECT -> get(request, what.key());
            case PUT_OBJECT -> put(request, what.key());
            case DELETE_OBJECT -> delete(what.key());
            case LIST_OBJECTS -> list(request);
            case HEAD_BUCKET -> new HttpAnswer(200, Map.of("x-amz-bucket-region", settings.region()), new byte[0]);
            case OTHER -> throw new IllegalStateException("refused above");
        };
    }

    private boolean isPublic(S3Operation operation) {
        return settings.publicReads()
                && switch (operation) {
                    case GET_OBJECT, HEAD_OBJECT, LIST_OBJECTS, HEAD_BUCKET -> true;
                    case PUT_OBJECT, DELETE_OBJECT, OTHER -> false;
                };
    }

    /** The server's time, as the header Date has it. */
    String date() {
        return httpDate(settings.clock().instant());
    }

    private static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }

    private HttpAnswer get(HttpRequest request, String key) throws S3Error, IOException {
        StoredObject object = objects.get(key)
                .orElseThrow(() -> new S3Error(404, "NoSuchKey", "The specified key does not exist.").with("Key", key));
        int length = object.content().length;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", '"' + object.etag() + '"');
        headers.put("Last-Modified", httpDate(object.modified()));
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Type", "binary/octet-stream");
        Optional<String> wanted = request.header("range");
        Optional<ByteRange> range = wanted.isPresent() ? ByteRange.parse(wanted.get(), length) : Optional.empty();
        if (range.isEmpty()) {
            return new HttpAnswer(200, headers, object.content());
        }
        int first = range.get().first();
        int last = range.get().last();
        headers.put("Content-Range", "bytes " + first + "-" + last + "/" + length);
        return new HttpAnswer(206, headers, Arrays.copyOfRange(object.content(), first, last + 1));
    }

    private HttpAnswer put(HttpRequest request, String key) throws S3Error, IOException {
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            Checksum.check(header.getKey(), header.getValue(), request.body());
        }
        objects.put(key, request.body(), settings.clock().instant());
        return new HttpAnswer(200, Map.of("ETag", '"' + Hashes.md5(request.body()) + '"'), new byte[0]);
    }

    private HttpAnswer delete(String key) throws IOException {
        objects.delete(key);
        return new HttpAnswer(204, Map.of(), new byte[0]);
    }

    private HttpAnswer list(HttpRequest request) throws S3Error, IOException {
        ListObjects page = new ListObjects(request, settings);
        return page.answer(objects.list(page.prefix()));
    }
}

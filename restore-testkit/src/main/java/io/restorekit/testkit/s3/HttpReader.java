package io.restorekit.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads HTTP/1.1 requests off one connection. Bodies need a Content-Length. */
final class HttpReader {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LARGEST_BODY = 128 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;

    HttpReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request; empty if the client has left. */
    Optional<HttpRequest> next() throws IOException, S3Error {
        Optional<String> first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = first.get().split(" ");
        if (parts.length != 3 || !parts[1].startsWith("/") || !parts[2].startsWith("HTTP/1.")) {
            throw malformed("no request line of HTTP/1.1");
        }
        Map<String, String> headers = headers();
        byte[] body = body(headers);
        int query = parts[1].indexOf('?');
        String path = query < 0 ? parts[1] : parts[1].substring(0, query);
        return Optional.of(
                new HttpRequest(parts[0], path, query < 0 ? "" : parts[1].substring(query + 1), headers, body));
    }

    private Map<String, String> headers() throws IOException, S3Error {
        Map<String, String> headers = new LinkedHashMap<>();
        String line = line().orElseThrow(EOFException::new);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw malformed("not a header, or too many");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + "," + b);
            line = line().orElseThrow(EOFException::new);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException, S3Error {
        if (headers.containsKey("transfer-encoding")) {
            throw new S3Error(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }
        String said = headers.getOrDefault("content-length", "0");
        int length = said.matches("[0-9]{1,9}") ? Integer.parseInt(said) : -1;
        if (length < 0 || length > LARGEST_BODY) {
            throw malformed("a body of " + said + " bytes");
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body is cut off");
        }
        return body;
    }

    /** A line without its end; empty at the end of the connection. */
    private Optional<String> line() throws IOException, S3Error {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        while (b != '\n') {
            if (b < 0 || line.size() == LONGEST_LINE) {
                throw malformed("a line is cut off or too long");
            }
            line.write(b);
            b = in.read();
        }
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
    }

    private static S3Error malformed(String what) {
        return new S3Error(400, "BadRequest", "The request is malformed: " + what);
    }
}

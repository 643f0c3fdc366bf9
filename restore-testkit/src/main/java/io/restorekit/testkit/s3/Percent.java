package io.restorekit.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent escapes as S3 signs them: only letters, digits and {@code -._~} stand for themselves; plus is a plus. */
final class Percent {
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    /**
     * @throws IllegalArgumentException if an escape is not complete
     */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < text.length()) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                throw new IllegalArgumentException("an escape is cut off");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /** Encodes the segments of a path and leaves its slashes. */
    static String encodePath(String path) {
        return encode(path, UNRESERVED + "/");
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : Hashes.utf8(text)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}

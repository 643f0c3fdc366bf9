package io.restorekit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * A small record that a person can read: lines of {@code key: value} in UTF-8, the first {@code format: <n>}, the last
 * {@code crc32c: <8 hex digits>} over every byte before it. These two lines stay in every later format, so that a newer
 * record is told from a damaged one.
 */
final class CheckedText {
    static final int MOST_BYTES = 16 << 20;
    static final int FORMAT = 1;

    private static final String CRC = "crc32c: ";
    private static final int CRC_LINE = CRC.length() + 8 + 1;

    private final Map<String, String> lines = new LinkedHashMap<>();

    CheckedText() {
        put("format", FORMAT);
    }

    CheckedText put(String key, Object value) {
        lines.put(key, escape(value.toString()));
        return this;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (key, value) -> text.append(key).append(": ").append(value).append('\n'));
        text.append(crcLine(text.toString().getBytes(StandardCharsets.UTF_8)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Checks and takes apart what {@link #bytes} gave.
     *
     * @throws DamagedException if it is not whole
     * @throws CheckpointException with kind {@code NEWER_FORMAT} if it is whole, and of a later format
     */
    static CheckedText parse(String file, byte[] bytes) throws DamagedException, CheckpointException {
        int body = bytes.length - CRC_LINE;
        if (body < 0 || bytes.length > MOST_BYTES) {
            throw new DamagedException(file + " has " + bytes.length + " bytes");
        }
        byte[] before = Arrays.copyOf(bytes, body);
        String last = new String(bytes, body, CRC_LINE, StandardCharsets.ISO_8859_1);
        if (!last.equals(crcLine(before))) {
            throw new DamagedException("the checksum of " + file + " does not fit its content");
        }
        CheckedText text = new CheckedText();
        text.lines.clear();
        for (String line : decode(file, before).split("\n")) {
            int colon = line.indexOf(": ");
            if (colon < 0 || text.lines.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                throw new DamagedException(file + " has a line that is not \"key: value\", or a key twice");
            }
        }
        text.checkFormat(file);
        return text;
    }

    private void checkFormat(String file) throws DamagedException, CheckpointException {
        int format = get("format", Integer::parseInt);
        if (format > FORMAT) {
            throw new CheckpointException(
                    CheckpointException.Kind.NEWER_FORMAT,
                    file + " is of format " + format + ", this version knows " + FORMAT
                            + ": use the version that wrote it, or another state directory",
                    null);
        }
        if (format < 1) {
            throw new DamagedException(file + " is of format " + format);
        }
    }

    String get(String key) throws DamagedException {
        String value = lines.get(key);
        if (value == null) {
            throw new DamagedException("the line \"" + key + "\" is missing");
        }
        return unescape(value);
    }

    /** The value as something that the function makes of it, or refuses by a runtime exception. */
    <T> T get(String key, Function<String, T> as) throws DamagedException {
        try {
            return as.apply(get(key));
        } catch (RuntimeException e) {
            throw new DamagedException("the line \"" + key + "\" cannot be understood", e);
        }
    }

    /** As {@link #get(String, Function)}, for a value that is empty where there is none. */
    <T> Optional<T> find(String key, Function<String, T> as) throws DamagedException {
        return get(key).isEmpty() ? Optional.empty() : Optional.of(get(key, as));
    }

    /** As {@link #find}, for a key that versions before did not write. */
    <T> Optional<T> findSince(String key, Function<String, T> as) throws DamagedException {
        return lines.containsKey(key) ? find(key, as) : Optional.empty();
    }

    private static String crcLine(byte[] before) {
        CRC32C crc = new CRC32C();
        crc.update(before);
        return CRC + String.format("%08x", crc.getValue()) + "\n";
    }

    private static String decode(String file, byte[] bytes) throws DamagedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedException(file + " is not UTF-8", e);
        }
    }

    /** Names come from stores: one with a line break must not become a second line. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescape(String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                plain.append(next == 'n' ? '\n' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

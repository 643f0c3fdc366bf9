package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A lock as it lies in a store.
 *
 * @param modified when it was last written, by the store's clock
 */
record StoredLock(String name, long type, boolean acquired, Instant modified) {
    /** Backups and restores, which may run side by side. */
    static final long RESTORE = 1;

    static final long MOST_BYTES = 4 << 10;

    private static final Comparator<StoredLock> PRECEDENCE =
            Comparator.comparing(StoredLock::modified).thenComparing(StoredLock::name);

    /** What a config says; the time is the listing's. */
    record Content(String name, long type, boolean acquired) {}

    /**
     * Whether this one stands in the way of one that reads backups. A deletion that is acquired does so also beside a
     * reader that is: somebody takes blocks away, whoever was wrong.
     */
    boolean excludes(StoredLock reader) {
        return type != RESTORE && (acquired || !reader.acquired() && precedes(reader));
    }

    /**
     * Its owner may compare whole seconds, as S3 tells them of a single object, while a listing is finer: within one second
     * each of two could see itself before the other. So we stand back if either comparison says so.
     */
    private boolean precedes(StoredLock reader) {
        return PRECEDENCE.compare(this, reader) < 0 || PRECEDENCE.compare(inSeconds(), reader.inSeconds()) < 0;
    }

    private StoredLock inSeconds() {
        return new StoredLock(name, type, acquired, modified.truncatedTo(ChronoUnit.SECONDS));
    }

    static byte[] bytes(String name, boolean acquired) {
        return "{\"Name\":\"%s\",\"Type\":%d,\"Acquired\":%b}"
                .formatted(name, RESTORE, acquired)
                .getBytes(StandardCharsets.UTF_8);
    }

    static Content parse(JsonParser json) throws IOException {
        String name = "";
        long type = 0;
        boolean acquired = false;
        while (Fields.next(json)) {
            switch (json.currentName()) {
                case "Name" -> name = Fields.text(json);
                case "Type" -> type = Fields.number(json).orElse(0);
                case "Acquired" -> acquired = json.currentToken() == JsonToken.VALUE_TRUE;
                default -> json.skipChildren();
            }
        }
        Fields.requireEnd(json);
        return new Content(name, type, acquired);
    }
}

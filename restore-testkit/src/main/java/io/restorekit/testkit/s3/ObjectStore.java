package io.restorekit.testkit.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The objects of the bucket. Thread-safe; an object is replaced whole. */
interface ObjectStore {

    /** S3 orders keys by the bytes of their UTF-8 form. */
    Comparator<String> KEY_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    Optional<StoredObject> get(String key) throws IOException;

    void put(String key, byte[] content, Instant modified) throws IOException;

    void delete(String key) throws IOException;

    /** All objects whose keys start so, in the order of their keys. */
    List<ObjectHead> list(String prefix) throws IOException;
}

package io.restorekit.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id that we give to a file and the number of the last commit, kept in its user extended attribute
 * {@code user.restorekit} as {@code <uuid> <commit>}. A value that is not of this form is none. Used by one thread at a
 * time.
 */
final class VolumeLabel {
    private static final String ATTRIBUTE = "restorekit";
    private static final int MOST_BYTES = 64;
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([0-9]{1,18})");

    private final @Nullable UserDefinedFileAttributeView view;
    private boolean kept;
    private boolean renew;

    /** What a label says. */
    record Value(UUID id, long commit) {}

    VolumeLabel(Path path) {
        view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
        kept = view != null && supported(path);
    }

    /** Whether this file system keeps labels. */
    synchronized boolean kept() {
        return kept;
    }

    synchronized Optional<Value> read() throws IOException {
        if (view == null || !kept || !view.list().contains(ATTRIBUTE)) {
            return Optional.empty();
        }
        if (view.size(ATTRIBUTE) > MOST_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        view.read(ATTRIBUTE, bytes);
        Matcher form = FORM.matcher(StandardCharsets.UTF_8.decode(bytes.flip()));
        return form.matches()
                ? Optional.of(new Value(UUID.fromString(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    /**
     * Records a commit, with a new id where there is none. A file system that takes no first label keeps none: then
     * nothing is recorded from here on.
     *
     * <p>The id is truly random, whatever random a caller injects elsewhere: two volumes must never share one.
     */
    synchronized void write(long commit) throws IOException {
        if (view == null || !kept) {
            return;
        }
        Optional<Value> before = read();
        UUID id = renew ? UUID.randomUUID() : before.map(Value::id).orElseGet(UUID::randomUUID);
        try {
            view.write(ATTRIBUTE, StandardCharsets.UTF_8.encode(id + " " + commit));
            renew = false;
        } catch (IOException e) {
            if (before.isPresent()) {
                throw e;
            }
            kept = false;
        }
    }

    /** The next commit is recorded with a new id. */
    synchronized void renew() {
        renew = true;
    }

    private static boolean supported(Path path) {
        try {
            return Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
        } catch (IOException e) {
            // The mount table does not show it (containers); the first write will tell.
            return true;
        }
    }
}

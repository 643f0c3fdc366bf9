package io.restorekit.checkpoint;

import io.restorekit.api.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a process asks another, which owns a volume, to activate it: by a file in the state directory, which the owner looks
 * for and answers. Durable: an owner that starts later obeys it too. Thread-safe.
 *
 * <pre>
 *   activate           somebody asks
 *   activate-refused   why it was not done
 * </pre>
 *
 * That it was done is told by the checkpoint alone.
 */
public final class ActivationRequest {
    private static final String ASKED = "activate";
    private static final String REFUSED = "activate-refused";

    static final List<String> FILES = List.of(ASKED, REFUSED);

    private final StateDirectory directory;

    public ActivationRequest(Path state) {
        directory = new StateDirectory(state, "asking");
    }

    public void ask() throws IOException {
        directory.delete(List.of(REFUSED));
        directory.replace(ASKED, new CheckedText().bytes());
    }

    public boolean isAsked() {
        return Files.exists(directory.path().resolve(ASKED));
    }

    /** Nobody asks any more, and no answer is waited for. */
    public void withdraw() throws IOException {
        directory.delete(FILES);
    }

    public void refuse(Failure why) throws IOException {
        byte[] text = new CheckedText()
                .put("kind", why.kind())
                .put("what", why.what())
                .put("advice", why.advice())
                .bytes();
        directory.replace(REFUSED, text);
        directory.delete(List.of(ASKED));
    }

    /** The owner's answer, if it has refused. */
    public Optional<Failure> refusal() throws IOException {
        try {
            Optional<byte[]> bytes = directory.read(REFUSED, CheckedText.MOST_BYTES);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            CheckedText text = CheckedText.parse(REFUSED, bytes.get());
            return Optional.of(
                    new Failure(text.get("kind", Failure.Kind::valueOf), text.get("what"), text.get("advice")));
        } catch (DamagedException | CheckpointException e) {
            throw new IOException("the owner's answer cannot be read", e);
        }
    }
}

package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.Listing.FolderEntry;
import io.restorekit.target.Listing.ObjectEntry;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the adapter says of the recorded store does not depend on whose server the store lies on. */
class ServersAgreeTest {
    private static final S3ProxyServer SERVER = S3ProxyServer.open();
    private static final Bucket S3PROXY = SERVER.bucket();
    private static final Bucket STRICT = Buckets.strict();

    private static final ObjectKey FOLDER = new ObjectKey("backupstore/volumes/75/9e/golden-none");

    /** All that can be asked of a target; none leaves a trace. */
    private enum Call {
        OPEN(target -> target.open(FOLDER.child("volume.cfg")).close()),
        OPEN_ABSENT(target -> target.open(FOLDER.child("absent")).close()),
        OPEN_BELOW_AN_OBJECT(target ->
                target.open(FOLDER.child("volume.cfg").child("deeper")).close()),
        OPEN_A_FOLDER(target -> target.open(FOLDER).close()),
        LIST(target -> target.list(FOLDER, Optional.empty())),
        LIST_ABSENT(target -> target.list(FOLDER.child("absent"), Optional.empty())),
        PUT(target -> target.put(FOLDER.child("lock.lck"), new byte[1])),
        DELETE(target -> target.delete(FOLDER.child("lock.lck"))),
        DELETE_ABSENT(target -> target.delete(FOLDER.child("absent")));

        private interface Body {
            void call(BackupTarget target) throws TargetException;
        }

        private final Body body;

        Call(Body body) {
            this.body = body;
        }

        String answer(BackupTarget target) {
            try {
                body.call(target);
                return "done";
            } catch (TargetException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    @BeforeAll
    static void fill() throws IOException {
        RecordedStore.copyTo(S3PROXY);
        RecordedStore.copyTo(STRICT);
    }

    @AfterAll
    static void stop() {
        STRICT.close();
        SERVER.close();
    }

    @Test
    void bothShowTheStoreAsItWasRecorded() throws Exception {
        Map<String, String> recorded = new TreeMap<>();
        RecordedStore.objects().forEach((key, content) -> recorded.put(key, RecordedStore.sha256(content)));

        assertThat(objects(STRICT)).isEqualTo(recorded);
        assertThat(objects(S3PROXY)).isEqualTo(recorded);
    }

    @Test
    void bothAnswerAlike() {
        Map<Call, String> answers = answers(STRICT);

        assertThat(answers(S3PROXY)).isEqualTo(answers);
        assertThat(answers).containsEntry(Call.OPEN, "done");
        assertThat(answers.get(Call.OPEN_ABSENT)).startsWith("Missing: ");
    }

    static Stream<Named<UnaryOperator<Bucket>>> mistakes() {
        return Stream.of(
                Named.of("bucket", bucket -> bucket.withName("elsewhere")),
                Named.of("access key", bucket -> bucket.withCredentials(new S3Credentials("NOBODY", "wrong"))),
                Named.of(
                        "secret key",
                        bucket -> bucket.withCredentials(
                                new S3Credentials(bucket.credentials().accessKeyId(), "wrong"))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void bothRefuseAlike(UnaryOperator<Bucket> mistake) {
        Map<Call, String> answers = answers(mistake.apply(STRICT));

        assertThat(answers(mistake.apply(S3PROXY))).isEqualTo(answers);
        assertThat(answers.values()).allMatch(answer -> answer.startsWith("Refused: "));
    }

    /** The one difference: S3Proxy takes a signature for whatever region. */
    @Test
    void aWrongRegionMattersToTheServerThatHasOne() {
        String elsewhere = "eu-west-1";

        assertThat(answers(STRICT.withRegion(elsewhere)).values())
                .allMatch(answer -> answer.startsWith("Refused: ") && answer.contains("check the region"));
        assertThat(answers(S3PROXY.withRegion(elsewhere))).isEqualTo(answers(S3PROXY));
    }

    private static Map<Call, String> answers(Bucket bucket) {
        Map<Call, String> answers = new EnumMap<>(Call.class);
        try (BackupTarget target = open(bucket)) {
            for (Call call : Call.values()) {
                answers.put(call, call.answer(target).replace("//" + bucket.name() + "/", "//bucket/"));
            }
        }
        return answers;
    }

    /** The digests of all objects, found from the root on. */
    private static Map<String, String> objects(Bucket bucket) throws Exception {
        Map<String, String> objects = new TreeMap<>();
        try (BackupTarget target = open(bucket)) {
            walk(target, ObjectKey.ROOT, objects);
        }
        return objects;
    }

    private static void walk(BackupTarget target, ObjectKey folder, Map<String, String> objects) throws Exception {
        Listing listing = target.list(folder, Optional.empty());
        assertThat(listing.next()).isEmpty();
        for (Listing.Entry entry : listing.entries()) {
            ObjectKey key = folder.child(entry.name());
            if (entry instanceof FolderEntry) {
                walk(target, key, objects);
            } else if (entry instanceof ObjectEntry found) {
                try (TargetObject object = target.open(key)) {
                    byte[] content = object.body().readAllBytes();
                    assertThat(content).hasSize((int) found.size());
                    assertThat(object.modified()).contains(found.modified().truncatedTo(ChronoUnit.SECONDS));
                    objects.put(key.path(), RecordedStore.sha256(content));
                }
            }
        }
    }

    private static BackupTarget open(Bucket bucket) {
        return Fixtures.openAt(bucket.settings().build(), bucket.url(""));
    }
}

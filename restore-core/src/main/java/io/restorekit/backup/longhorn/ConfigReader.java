package io.restorekit.backup.longhorn;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.restorekit.backup.BackupCatalog.Progress;
import io.restorekit.backup.BackupException;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a config as a stream of JSON tokens. Content that is not of the format is damage; a body that fails or ends
 * early is an unavailable backup target. Thread-safe.
 */
final class ConfigReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1 << 20)
                    .maxNestingDepth(64)
                    .maxNameLength(1 << 12)
                    .maxNumberLength(64)
                    .build())
            // Messages must not repeat what the store holds.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final BackupTarget target;

    ConfigReader(BackupTarget target) {
        this.target = target;
    }

    /** Makes something of a config. The parser stands on the opening brace. */
    interface Parser<T> {
        T parse(JsonParser json) throws IOException;
    }

    /**
     * A config, and when it was written by the store's clock.
     *
     * @param written empty where the store does not say
     */
    record Dated<T>(T config, Optional<Instant> written) {}

    /**
     * @param mostBytes a longer config is damaged; looked at before anything is read
     * @param progress told of every chunk of the config
     * @throws TargetException.Missing as the backup target said it, unconfirmed
     * @throws BackupException with kind {@code CONFIG_DAMAGED}
     */
    <T> T read(ObjectKey key, long mostBytes, Parser<T> parser, Progress progress)
            throws TargetException, BackupException {
        return readDated(key, mostBytes, parser, progress).config();
    }

    /** As {@link #read}. */
    <T> Dated<T> readDated(ObjectKey key, long mostBytes, Parser<T> parser, Progress progress)
            throws TargetException, BackupException {
        return datedIfConfirmed(key, mostBytes, parser, progress)
                .orElseThrow(() -> new Unavailable(
                        Cause.OTHER, key + " came from an address that nobody confirmed: not believed", null));
    }

    /** As {@link #read}; empty if the object is there, in a place that nobody confirmed. */
    <T> Optional<T> readIfConfirmed(ObjectKey key, long mostBytes, Parser<T> parser, Progress progress)
            throws TargetException, BackupException {
        return datedIfConfirmed(key, mostBytes, parser, progress).map(Dated::config);
    }

    private <T> Optional<Dated<T>> datedIfConfirmed(ObjectKey key, long mostBytes, Parser<T> parser, Progress progress)
            throws TargetException, BackupException {
        TargetObject object = target.open(key);
        progress.reads(object);
        boolean whole = false;
        try {
            if (!object.confirmed()) {
                return Optional.empty();
            }
            if (object.length().orElse(0) > mostBytes) {
                throw Problems.damaged(key, object.length().getAsLong() + " bytes are more than any config has", null);
            }
            ConfigBody body = new ConfigBody(object, mostBytes, progress);
            T config = parse(key, body, parser);
            whole = body.atEnd();
            return Optional.of(new Dated<>(config, object.modified()));
        } catch (BackupException e) {
            if (!object.refuted()) {
                throw new Unavailable(Cause.OTHER, key + " was damaged, in a place that nobody confirmed", e);
            }
            throw e;
        } finally {
            if (!whole) {
                object.abort();
            }
            object.close();
        }
    }

    private static <T> T parse(ObjectKey key, ConfigBody body, Parser<T> parser)
            throws TargetException, BackupException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("it is no JSON object");
            }
            return parser.parse(json);
        } catch (Malformed e) {
            throw Problems.damaged(key, e.getMessage(), e);
        } catch (JacksonException | CharConversionException e) {
            throw Problems.damaged(key, "it is no JSON of the expected form", e);
        } catch (IOException e) {
            throw new Unavailable(Cause.CONNECTION_FAILED, "reading " + key + " was cut off", e);
        }
    }
}

package io.restorekit.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.restorekit.api.Failure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes records of the CLI: {@code {"version":1,"type":…,…}} on one line. */
final class JsonRecord {
    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private JsonRecord() {}

    /** Writes the fields of a record. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static String of(String type, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("type", type);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    static void failure(JsonGenerator json, String name, Failure failure) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("kind", failure.kind().name());
        json.writeStringField("what", failure.what());
        json.writeStringField("advice", failure.advice());
        json.writeEndObject();
    }
}

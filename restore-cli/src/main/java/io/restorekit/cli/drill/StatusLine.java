package io.restorekit.cli.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A status record on a child's output. */
record StatusLine(String phase, long totalBytes, long doneBytes, long claimedBytes) {
    static final StatusLine NONE = new StatusLine("", 0, 0, 0);

    private static final JsonFactory JSON = new JsonFactory();

    static boolean isOne(String line) {
        return line.contains("\"type\":\"status\"");
    }

    static StatusLine parse(String line) {
        String phase = "";
        long total = 0;
        long done = 0;
        long claimed = 0;
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "phase" -> phase = json.getText();
                    case "totalBytes" -> total = json.getLongValue();
                    case "doneBytes" -> done = json.getLongValue();
                    case "claimedBytes" -> claimed = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not a status record: " + line, e);
        }
        return new StatusLine(phase, total, done, claimed);
    }

    /** Whether at least so many per cent are claimed. */
    boolean claims(int percent) {
        return totalBytes > 0 && claimedBytes * 100 >= totalBytes * percent;
    }
}

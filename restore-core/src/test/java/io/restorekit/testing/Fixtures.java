package io.restorekit.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The recorded Longhorn store, and what its manifest says that each backup must restore to. */
public final class Fixtures {
    private static final Path ROOT = Path.of(System.getProperty("restorekit.fixtures"));

    private Fixtures() {}

    /**
     * One backup of the recorded store.
     *
     * @param previous the backup before it in the chain; empty for the first
     * @param size of the image at that backup; the volume's newest size can be greater, and the rest is zeros
     * @param changed the blocks that differ from the backup before
     */
    public record Golden(
            String volume,
            String backup,
            String previous,
            long size,
            String sha256,
            int nonZeroBlocks,
            List<Integer> changed) {
        @Override
        public String toString() {
            return volume + "/" + backup;
        }
    }

    public static Path store() {
        return ROOT.resolve("store");
    }

    /** All backups, each chain oldest first. */
    public static List<Golden> backups() {
        List<Golden> backups = new ArrayList<>();
        try (JsonParser json =
                new JsonFactory().createParser(ROOT.resolve("manifest.json").toFile())) {
            String volume = "";
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                if (json.currentName().equals("name")) {
                    volume = json.nextTextValue();
                } else if (json.currentName().equals("backups")) {
                    chain(json, volume, backups);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("the fixtures' manifest cannot be read", e);
        }
        return backups;
    }

    private static void chain(JsonParser json, String volume, List<Golden> backups) throws IOException {
        String previous = "";
        json.nextToken();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Golden golden = backup(json, volume, previous);
            backups.add(golden);
            previous = golden.backup();
        }
    }

    private static Golden backup(JsonParser json, String volume, String previous) throws IOException {
        String name = "";
        long size = 0;
        String sha256 = "";
        int nonZero = 0;
        List<Integer> changed = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "size" -> size = json.getLongValue();
                case "sha256" -> sha256 = json.getText();
                case "nonZeroBlocks" -> nonZero = json.getIntValue();
                case "changedBlocksSincePrevious" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        changed.add(json.getIntValue());
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Golden(volume, name, previous, size, sha256, nonZero, changed);
    }
}

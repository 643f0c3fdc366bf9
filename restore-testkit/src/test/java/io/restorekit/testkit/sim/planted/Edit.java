package io.restorekit.testkit.sim.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A change of one production class.
 *
 * @param type its name below {@code io.restorekit}, with dots
 * @param before a text that occurs in it exactly once
 */
record Edit(String type, String before, String after) {

    String className() {
        return "io.restorekit." + type;
    }

    /** The source as it is. */
    String source() throws IOException {
        return Files.readString(Path.of(
                System.getProperty("restorekit.core.sources"), className().replace('.', '/') + ".java"));
    }

    /** Changes nothing. */
    Edit undone() {
        return new Edit(type, before, before);
    }

    String applyTo(String source) {
        int at = source.indexOf(before);
        if (at < 0 || source.indexOf(before, at + 1) >= 0) {
            throw new IllegalStateException(className() + " does not hold this exactly once any more: " + before);
        }
        return source.replace(before, after);
    }
}

package io.restorekit.testkit.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Scenarios that come with the testkit: what happened to users of other storage controllers. Their numbers are those of
 * this project's own proof.
 */
public final class ReadyMade {
    private static final String RESOURCE = "ready-made.scenarios";

    private ReadyMade() {}

    /** All of them. */
    public static List<Scenario> all() {
        return ScenarioText.parse(text());
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if none is called so
     */
    public static Scenario scenario(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name + " among "
                        + all().stream().map(Scenario::name).toList()));
    }

    /** Their text, to be read, copied and changed. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(ReadyMade.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

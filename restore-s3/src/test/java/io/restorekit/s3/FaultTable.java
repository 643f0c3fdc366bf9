package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table in {@code docs/faults.md}. After a change that is meant, {@code -Drestorekit.faults.write=true} writes it
 * anew.
 */
final class FaultTable {
    private static final Path DOCUMENT = Path.of(System.getProperty("restorekit.docs"), "faults.md");
    private static final String HEAD = "| fault |";

    private final Map<Fault, Map<Operation, String>> cells = new EnumMap<>(Fault.class);

    void add(Fault fault, Operation operation, String verdict) {
        cells.computeIfAbsent(fault, any -> new EnumMap<>(Operation.class)).put(operation, verdict);
    }

    /** Does nothing where only some cells were run. */
    void compareOrWrite() throws IOException {
        boolean whole = Arrays.stream(Fault.values())
                .allMatch(fault -> cells.getOrDefault(fault, Map.of())
                        .keySet()
                        .containsAll(fault.expected.verdicts().keySet()));
        if (!whole) {
            return;
        }
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(HEAD);
        int end = document.indexOf("\n\n", from);
        String fresh = document.substring(0, from) + text() + document.substring(end < 0 ? document.length() : end + 1);
        if (Boolean.getBoolean("restorekit.faults.write")) {
            Files.writeString(DOCUMENT, fresh);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/faults.md; -Drestorekit.faults.write=true writes it anew")
                .isEqualTo(fresh);
    }

    private String text() {
        Operation[] operations = Operation.values();
        String titles =
                Arrays.stream(operations).map(operation -> operation.title).collect(Collectors.joining(" | "));
        StringBuilder text =
                new StringBuilder(HEAD + " " + titles + " |\n|" + "---|".repeat(operations.length + 1) + "\n");
        for (Fault fault : Fault.values()) {
            Map<Operation, String> row = cells.get(fault);
            String verdicts = Arrays.stream(operations)
                    .map(operation -> row.getOrDefault(operation, "–"))
                    .collect(Collectors.joining(" | "));
            text.append("| " + fault.title + " | " + verdicts + " |\n");
        }
        return text.toString();
    }
}

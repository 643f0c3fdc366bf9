package io.restorekit.testkit.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Reads the lines of one scenario: its head, then its steps. */
final class ScenarioReader {
    private String name = "";
    private String title = "";
    private StoreShape store = StoreShape.PLAIN;
    private int holds;
    private OptionalInt goal = OptionalInt.empty();
    private final Set<Need> declared = EnumSet.noneOf(Need.class);
    private final Set<String> said = new HashSet<>();
    private boolean mayEnd;
    private final List<Step> steps = new ArrayList<>();

    boolean hasBegun() {
        return !name.isEmpty();
    }

    void read(String line) {
        int colon = line.indexOf(':');
        String first = line.split("\\s+", 2)[0];
        if (!hasBegun() && !first.equals("scenario")) {
            throw new IllegalArgumentException("a scenario begins with: scenario NAME");
        }
        if (first.equals("scenario") || first.equals("title") || colon < 0) {
            head(first, line.substring(first.length()).strip());
        } else {
            steps.add(new Step(
                    Moments.parse(words(line.substring(0, colon))), Acts.parse(words(line.substring(colon + 1)))));
            StepOrder.check(steps);
            goal.ifPresent(backup -> Following.check(store, backup, holds, steps));
        }
    }

    Scenario finish() {
        if (title.isEmpty()) {
            throw new IllegalArgumentException("scenario " + name + " has no title");
        }
        if (goal.isEmpty()) {
            throw new IllegalArgumentException("scenario " + name + " has no goal");
        }
        return new Scenario(name, title, store, holds, goal.getAsInt(), declared, mayEnd, steps);
    }

    private void head(String word, String rest) {
        if (!said.add(word)) {
            throw new IllegalArgumentException("scenario " + name + " says " + word + " twice");
        }
        switch (word) {
            case "scenario" -> name = rest;
            case "title" -> title = rest;
            case "store" -> store = one(StoreShape.values(), StoreShape::word, rest);
            case "volume" -> holds = backup(rest);
            case "goal" -> goal = OptionalInt.of(rest.equals("newest") ? Scenario.NEWEST : backup(rest));
            case "needs" ->
                Arrays.stream(rest.split("\\s*,\\s*"))
                        .forEach(need -> declared.add(one(Need.values(), Need::word, need)));
            case "may-end" -> mayEnd = true;
            default -> throw new IllegalArgumentException("neither a head's line nor MOMENT: ACT");
        }
    }

    private static int backup(String rest) {
        List<String> words = words(rest);
        if (words.size() != 2 || !words.get(0).equals("backup")) {
            throw new IllegalArgumentException("expected: backup NUMBER");
        }
        int backup = number(words.get(1));
        Scenario.checkBackup(backup);
        return backup;
    }

    static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    static int number(String word) {
        if (!word.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("no number: " + word);
        }
        return Integer.parseInt(word);
    }

    static int percent(String word) {
        if (!word.endsWith("%")) {
            throw new IllegalArgumentException("no share such as 40%: " + word);
        }
        return number(word.substring(0, word.length() - 1));
    }

    /** The one of these that is called so. */
    static <T> T one(T[] values, Function<T, String> word, String wanted) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(wanted + " is none of "
                        + Arrays.stream(values).map(word).toList()));
    }
}

package io.restorekit.testkit.scenario;

import java.util.List;

/** Reads moments. */
final class Moments {
    private Moments() {}

    static Moment parse(List<String> words) {
        return switch (words.get(0) + " " + words.size()) {
            case "then 1" -> new Moment.Then();
            case "after 2" -> new Moment.After(Durations.parse(words.get(1)));
            case "at 2" ->
                Durations.isOne(words.get(1))
                        ? new Moment.At(Durations.parse(words.get(1)))
                        : new Moment.AtPercent(ScenarioReader.percent(words.get(1)));
            case "at 3" -> counted(words.get(1), words.get(2));
            default -> throw unknown(String.join(" ", words));
        };
    }

    private static Moment counted(String first, String second) {
        if (first.equals("every") && second.equals("disk-operation")) {
            return new Moment.AtEveryDiskOperation();
        }
        return switch (first) {
            case "read" -> new Moment.AtRead(ScenarioReader.number(second));
            case "disk-operation" -> new Moment.AtDiskOperation(ScenarioReader.number(second));
            default -> throw unknown("at " + first + " " + second);
        };
    }

    private static IllegalArgumentException unknown(String moment) {
        return new IllegalArgumentException("no moment: " + moment
                + " (then, after TIME, at TIME, at PERCENT%, at read N, at disk-operation N, at every disk-operation)");
    }
}

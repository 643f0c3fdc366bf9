package io.restorekit.testkit.scenario;

import static io.restorekit.testkit.scenario.ScenarioReader.number;
import static io.restorekit.testkit.scenario.ScenarioReader.one;
import static io.restorekit.testkit.scenario.ScenarioReader.percent;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads acts. */
final class Acts {
    private Acts() {}

    static Act parse(List<String> words) {
        String last = words.get(words.size() - 1);
        return switch (words.get(0)) {
            case "kill" -> alone(words, new Act.Kill());
            case "freeze" -> alone(words, new Act.Freeze());
            case "thaw" -> alone(words, new Act.Thaw());
            case "cancel" -> alone(words, new Act.Cancel());
            case "restart" ->
                words.equals(List.of("restart", "elsewhere"))
                        ? new Act.Restart(true)
                        : alone(words, new Act.Restart(false));
            case "power-cut" -> new Act.PowerCut(one(Kept.values(), Kept::word, second(words)));
            case "next" -> exactly(words, "next force fails", new Act.ForceFails());
            case "rival" -> exactly(words, "rival begins", new Act.Rival());
            case "back" -> exactly(words, "back up", new Act.BackUp());
            case "activate" -> alone(words, new Act.Activate());
            case "bring" -> exactly(words, "bring back", new Act.BringBack());
            case "lose" -> new Act.Lose(backup(words, 1, 3));
            case "delete" -> new Act.Delete(backup(words, 1, 5), Durations.parse(keyword(words, 3, "every", last)));
            case "expect" -> new Act.Expect(expectation(words.subList(1, words.size())));
            default -> fault(words, last);
        };
    }

    private static Act fault(List<String> words, String last) {
        FaultKind kind = Arrays.stream(FaultKind.values())
                .filter(value -> value.word().equals(words.get(0)))
                .findFirst()
                .orElseThrow(() -> unknown(words));
        List<String> between = words.subList(1, words.size() - 1);
        if (words.size() == 2 && last.equals("ends")) {
            return new Act.Ends(kind);
        }
        if (words.size() < 2 || !last.equals("begins")) {
            throw unknown(words);
        }
        int count = between.size();
        if (count >= 1 && between.get(count - 1).equals("once")) {
            return new Act.Begins(new Fault(kind, scope(between.subList(0, count - 1)), OptionalInt.of(1)));
        }
        if (count >= 2 && between.get(count - 1).equals("times")) {
            OptionalInt times = OptionalInt.of(number(between.get(count - 2)));
            return new Act.Begins(new Fault(kind, scope(between.subList(0, count - 2)), times));
        }
        return new Act.Begins(new Fault(kind, scope(between), OptionalInt.empty()));
    }

    private static Scope scope(List<String> words) {
        return switch (String.join(" ", words).replaceFirst("[0-9]+$", "N")) {
            case "" -> new Scope.Everything();
            case "on metadata" -> new Scope.Metadata();
            case "on blocks" -> new Scope.Blocks();
            case "on one block" -> new Scope.OneBlock();
            case "on config of backup N" -> new Scope.ConfigOf(number(words.get(words.size() - 1)));
            default -> throw unknown(words);
        };
    }

    private static Expectation expectation(List<String> words) {
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        String before = String.join(" ", words.subList(0, Math.max(0, words.size() - 1)));
        if (before.matches("holds backup [0-9]+ within")) {
            return new Expectation.Holds(number(words.get(2)), Durations.parse(last));
        }
        return switch (last.matches("[0-9].*") ? before + " N" : String.join(" ", words)) {
            case "restored within N" -> new Expectation.Restored(Durations.parse(last));
            case "some restored within N" -> new Expectation.SomeRestored(Durations.parse(last));
            case "cancelled within N" -> new Expectation.Cancelled(Durations.parse(last));
            case "fetched twice at most N" -> new Expectation.FetchedTwice(percent(last));
            case "fetched only the difference" -> new Expectation.FetchedOnlyTheDifference();
            case "activated within N" -> new Expectation.Activated(Durations.parse(last));
            case "under way" -> new Expectation.UnderWay();
            default -> throw noExpectation(words);
        };
    }

    private static int backup(List<String> words, int at, int size) {
        if (words.size() != size || !words.get(at).equals("backup")) {
            throw unknown(words);
        }
        return number(words.get(at + 1));
    }

    private static String keyword(List<String> words, int at, String expected, String value) {
        if (!words.get(at).equals(expected)) {
            throw unknown(words);
        }
        return value;
    }

    private static String second(List<String> words) {
        if (words.size() != 2) {
            throw unknown(words);
        }
        return words.get(1);
    }

    private static Act alone(List<String> words, Act act) {
        return exactly(words, words.get(0), act);
    }

    private static Act exactly(List<String> words, String text, Act act) {
        if (!String.join(" ", words).equals(text)) {
            throw unknown(words);
        }
        return act;
    }

    private static IllegalArgumentException unknown(List<String> words) {
        return new IllegalArgumentException("nothing that can happen: " + String.join(" ", words)
                + " (FAULT [on SCOPE] [once | N times] begins, FAULT ends, kill, restart [elsewhere], power-cut KEPT,"
                + " freeze, thaw, cancel, rival begins, next force fails, delete backup N every TIME, lose backup N,"
                + " bring back, back up, activate, expect …; a FAULT is one of "
                + Arrays.stream(FaultKind.values()).map(FaultKind::word).toList() + ")");
    }

    private static IllegalArgumentException noExpectation(List<String> words) {
        return new IllegalArgumentException("nothing that can be expected: " + String.join(" ", words)
                + " (restored within TIME, some restored within TIME, cancelled within TIME, under way,"
                + " holds backup N within TIME, activated within TIME,"
                + " fetched twice at most PERCENT%, fetched only the difference)");
    }
}

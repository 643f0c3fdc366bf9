package io.restorekit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.api.Failure;
import io.restorekit.api.RestoreOptions;
import io.restorekit.checkpoint.Ranges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/state-machine.md} tells the truth, the whole of it, row by row. */
class StateMachineDocTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| (\\w+) \\| (\\w+) \\| ([\\w, ]*?) ?\\| .*\\|");
    private static final Pattern QUIET = Pattern.compile("\\| (\\w+) \\| ([A-Z]\\w+(?:, \\w+)+) \\| [^|]*\\|");

    /** Where each state comes from, so that every event finds the effect that it answers. */
    private static final Map<String, Function<String, Walk>> SITUATIONS = Map.ofEntries(
            Map.entry("Recovering", event -> walk()),
            Map.entry("Locating", event -> event.equals("Confirmed") ? confirming() : locating()),
            Map.entry("Checking", event -> checking()),
            Map.entry("Opening", StateMachineDocTest::opening),
            Map.entry("Transferring", StateMachineDocTest::transferring),
            Map.entry("Draining", StateMachineDocTest::draining),
            Map.entry("Comparing", event -> comparing()),
            Map.entry("Sealing", event -> Staged.sealing()),
            Map.entry("Watching", event -> watching()),
            Map.entry("Activating", StateMachineDocTest::activating),
            Map.entry("Waiting", event -> waiting()),
            Map.entry("Paused", event -> paused()),
            Map.entry("Ended", event -> ended()));

    record Row(String state, String event, String next, List<String> effects) {
        @Override
        public String toString() {
            return state + " + " + event + " = " + next;
        }
    }

    static Stream<Row> rows() throws IOException {
        return document().lines().flatMap(line -> {
            Matcher row = ROW.matcher(line);
            Matcher quiet = QUIET.matcher(line);
            if (row.matches() && SITUATIONS.containsKey(row.group(1))) {
                return Stream.of(new Row(row.group(1), row.group(2), row.group(3), words(row.group(4))));
            }
            return quiet.matches() && SITUATIONS.containsKey(quiet.group(1))
                    ? words(quiet.group(2)).stream()
                            .map(event -> new Row(quiet.group(1), event, quiet.group(1), List.of()))
                    : Stream.empty();
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowIsWhatTheMachineDoes(Row row) {
        Walk walk = SITUATIONS.get(row.state()).apply(row.event());
        assertThat(name(walk.state())).isEqualTo(row.state());
        State before = walk.state();

        Transition transition = event(row.event(), walk).applyTo(before);

        assertThat(name(transition.state())).isEqualTo(row.next());
        List<String> effects = transition.effects().stream()
                .map(StateMachineDocTest::name)
                .distinct()
                .toList();
        assertThat(effects).isEqualTo(row.effects());
    }

    /** The answer to an effect of another life, in every state. */
    @ParameterizedTest
    @MethodSource("rows")
    void answerThatNobodyAwaitsChangesNothing(Row row) {
        Optional<Event> stale = stale(row.event());
        assumeTrue(stale.isPresent(), "it answers nothing");
        Walk walk = SITUATIONS.get(row.state()).apply(row.event());

        Transition transition = stale.get().applyTo(walk.state());

        assertThat(transition.state()).isSameAs(walk.state());
        assertThat(transition.effects()).isEmpty();
    }

    private static Optional<Event> stale(String name) {
        long ticket = -7;
        return switch (name) {
            case "Recovered" -> Optional.of(new Event.Recovered(ticket, new Held(new Basis.Made(), 0)));
            case "Located" -> Optional.of(new Event.Located(ticket, Optional.empty(), Optional.empty()));
            case "Sampled" -> Optional.of(new Event.Sampled(ticket, true));
            case "Compared" -> Optional.of(new Event.Compared(ticket, Ranges.NONE));
            case "Committed" -> Optional.of(new Event.Committed(ticket, 1));
            case "Confirmed" -> Optional.of(new Event.Confirmed(ticket, true));
            case "Grown" -> Optional.of(new Event.Grown(ticket));
            case "StageOpened" -> Optional.of(new Event.StageOpened(ticket, Maps.map("ab")));
            case "StageRead" -> Optional.of(new Event.StageRead(ticket, OptionalLong.empty(), true));
            case "Measured" -> Optional.of(new Event.Measured(ticket, true));
            case "Fetched" -> Optional.of(new Event.Fetched(ticket));
            case "LockKept" -> Optional.of(new Event.LockKept(ticket));
            case "Written" -> Optional.of(new Event.Written(ticket));
            case "Tick" -> Optional.of(new Event.Tick(ticket));
            case "Woken" -> Optional.of(new Event.Woken(ticket, true));
            case "Failed" ->
                Optional.of(new Event.Failed(ticket, new Failure(Failure.Kind.INTERNAL, "what", "advice"), true));
            default -> Optional.empty();
        };
    }

    @Test
    void everyPairOfStateAndEventHasOneRow() throws IOException {
        List<String> pairs = rows().map(row -> row.state() + "+" + row.event()).toList();
        assertThat(pairs).doesNotHaveDuplicates();
        Set<String> all = new TreeSet<>();
        for (Class<?> state : State.class.getPermittedSubclasses()) {
            for (Class<?> event : Event.class.getPermittedSubclasses()) {
                all.add(state.getSimpleName() + "+" + event.getSimpleName());
            }
        }
        assertThat(new TreeSet<>(pairs)).isEqualTo(all);
    }

    private static Event event(String name, Walk walk) {
        return switch (name) {
            case "Recovered" -> new Event.Recovered(walk.ticket(), new Held(new Basis.Made(), 0));
            case "Located" ->
                new Event.Located(walk.ticket(), Optional.of(Maps.backup("goal", "ab")), Optional.empty());
            case "Sampled" -> new Event.Sampled(walk.ticket(), true);
            case "Compared" -> new Event.Compared(walk.ticket(), Ranges.NONE);
            case "Committed" -> new Event.Committed(walk.ticketOf(Effect.Commit.class), 1);
            case "Confirmed" -> new Event.Confirmed(walk.ticket(), true);
            case "Grown" -> new Event.Grown(walk.ticket());
            case "StageOpened" -> new Event.StageOpened(walk.ticket(), Maps.map("aa"));
            case "StageRead" -> new Event.StageRead(walk.ticket(), OptionalLong.empty(), true);
            case "Measured" -> new Event.Measured(walk.ticketOf(Effect.Measure.class), false);
            case "LockKept" -> new Event.LockKept(walk.ticketOf(Effect.KeepLock.class));
            case "Fetched" -> new Event.Fetched(walk.ticketOf(Effect.Fetch.class));
            case "Written" -> new Event.Written(walk.ticketOf(Effect.Write.class));
            case "Tick" -> new Event.Tick(walk.ticketOf(Effect.AwaitTick.class));
            case "Woken" -> new Event.Woken(walk.ticket(), false);
            case "Stop" -> new Event.Stop(new Exit.Cancel());
            case "Resume" -> new Event.Resume();
            case "RetryNow" -> new Event.RetryNow();
            case "Failed" -> failed(walk);
            default -> throw new AssertionError("no such event: " + name);
        };
    }

    private static Event failed(Walk walk) {
        boolean remote = walk.state() instanceof Transferring || walk.state() instanceof Locating;
        Failure.Kind kind = remote ? Failure.Kind.UNAVAILABLE : Failure.Kind.STATE_UNSAVED;
        long ticket = walk.state() instanceof Transferring ? walk.ticketOf(Effect.Fetch.class) : walk.ticket();
        return new Event.Failed(ticket, Mishap.failure(kind), remote);
    }

    private static Walk walk() {
        return new Walk(RestoreOptions.DEFAULT);
    }

    /** Nothing is believed of the volume. */
    private static Walk locating() {
        Walk walk = walk();
        Held held = new Held(new Basis.Distrusted("why"), 0);
        walk.answer(new Event.Recovered(walk.only(Effect.Recover.class).ticket(), held));
        return walk;
    }

    private static Walk confirming() {
        Walk walk = walk();
        walk.toConfirming("ab");
        return walk;
    }

    private static Walk checking() {
        Walk walk = walk();
        walk.toChecking("00", "ab");
        return walk;
    }

    private static Walk comparing() {
        Walk walk = new Walk(RestoreOptions.DEFAULT.withRepair(true));
        walk.toConfirming("ab");
        walk.answer(new Event.Confirmed(walk.ticket(), true));
        return walk;
    }

    private static Walk opening(String event) {
        if (event.equals("StageOpened")) {
            return Staged.opening();
        }
        Walk walk = walk();
        walk.toOpening("0000", "abcd");
        if (event.equals("Grown")) {
            walk.answerCommit();
        }
        return walk;
    }

    private static Walk watching() {
        Walk walk = Staged.following("aa");
        walk.located(Optional.empty());
        return walk;
    }

    private static Walk activating(String event) {
        Walk walk = Staged.following("aa", !event.equals("Sampled"));
        walk.answer(new Event.Stop(new Exit.Activate()));
        if (event.equals("Committed")) {
            walk.answer(new Event.Confirmed(walk.ticket(), true));
        }
        return walk;
    }

    private static Walk transferring(String event) {
        Walk walk = walk();
        walk.toTransferring(event.equals("Measured") ? "????" : "0000", "abcd");
        if (event.equals("Written")) {
            walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        }
        if (event.equals("Committed")) {
            walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
            walk.answer(new Event.Written(walk.only(Effect.Write.class).ticket()));
            walk.answer(new Event.Tick(walk.only(Effect.AwaitTick.class).ticket()));
        }
        return walk;
    }

    private static Walk draining(String event) {
        Walk walk = walk();
        walk.toTransferring(event.equals("Measured") ? "??" : "00", "ab");
        if (event.equals("Written")) {
            walk.answer(new Event.Fetched(walk.only(Effect.Fetch.class).ticket()));
        }
        if (event.equals("Tick")) {
            walk.fetchAndWriteAll();
            Failure unsaved = new Failure(Failure.Kind.STATE_UNSAVED, "what", "advice");
            walk.answer(new Event.Failed(walk.only(Effect.Commit.class).ticket(), unsaved, false));
            return walk;
        }
        walk.answer(new Event.Stop(event.equals("Resume") ? new Exit.Pause() : new Exit.Cancel()));
        return walk;
    }

    private static Walk waiting() {
        Walk walk = locating();
        walk.answer(failed(walk));
        return walk;
    }

    private static Walk paused() {
        Walk walk = locating();
        walk.answer(new Event.Stop(new Exit.Pause()));
        return walk;
    }

    private static Walk ended() {
        Walk walk = locating();
        walk.answer(new Event.Stop(new Exit.Cancel()));
        return walk;
    }

    private static String document() throws IOException {
        return Files.readString(Path.of(System.getProperty("restorekit.docs"), "state-machine.md"));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    private static String name(Object thing) {
        return thing.getClass().getSimpleName();
    }
}

package io.restorekit.testkit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Event;
import io.restorekit.testkit.timeline.TimelineStory.Finding;
import io.restorekit.testkit.timeline.TimelineStory.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Duration END = at(100);

    private final List<String> told = new ArrayList<>();
    private final Timeline timeline = new Timeline(told::add);

    @Test
    void bandThatNothingEndsLastsToTheEnd() {
        timeline.begins(at(1), "DNS", "away");
        timeline.begins(at(2), "S3", "slow");
        timeline.ends(at(3), "S3");
        timeline.ends(at(4), "disk");
        assertThat(story().bands())
                .containsExactly(new Band("DNS", at(1), END, "away"), new Band("S3", at(2), at(3), "slow"));
    }

    @Test
    void storyHasWhatCameInAnyOrderInTheOrderOfTime() {
        timeline.begins(at(9), "DNS", "later");
        timeline.ends(at(5), "DNS");
        timeline.marks(at(8), Mark.KILL, "second");
        timeline.marks(at(7), Mark.START, "first");
        timeline.state(at(6), "B");
        timeline.state(at(2), "A");
        TimelineStory story = story();
        assertThat(story.bands()).containsExactly(new Band("DNS", at(9), END, "later"));
        assertThat(story.events()).extracting(Event::text).containsExactly("first", "second");
        assertThat(story.states()).containsExactly(new State(at(2), at(6), "A"), new State(at(6), END, "B"));
    }

    @Test
    void callsInAnyOrderTellTheSameStory() {
        timeline.ends(at(5), "DNS");
        timeline.begins(at(3), "DNS", "away");
        timeline.begins(at(5), "DNS", "again");
        timeline.state(at(6), "B");
        timeline.state(at(2), "A");
        timeline.state(at(8), "A");
        timeline.state(at(7), "B");
        TimelineStory story = story();
        assertThat(story.bands())
                .containsExactly(new Band("DNS", at(3), at(5), "away"), new Band("DNS", at(5), END, "again"));
        assertThat(story.states())
                .containsExactly(
                        new State(at(2), at(6), "A"), new State(at(6), at(8), "B"), new State(at(8), END, "A"));
    }

    @Test
    void sameKeyOnceMoreIsFetchedTwice() {
        timeline.fetched(at(1), "a", 10);
        timeline.fetched(at(2), "b", 20);
        timeline.fetched(at(3), "a", 10);
        timeline.fetched(at(4), "a", 5);
        assertThat(story().fetchedBytes()).isEqualTo(45);
        assertThat(story().twiceBytes()).isEqualTo(15);
        assertThat(story().summary()).isEqualTo("It took 100 ms; 15 B of 45 B fetched twice.");
    }

    @Test
    void listenerIsToldTheLinesOfTheText() {
        timeline.begins(at(1_000), "DNS", "away: SERVFAIL");
        timeline.marks(at(2_000), Mark.KILL, "SIGKILL");
        timeline.notes(at(3_000), "S3", "serves a block");
        timeline.state(at(4_000), "WAITING");
        timeline.state(at(4_500), "WAITING");
        timeline.ends(at(12_500), "DNS");
        timeline.state(at(12_600), "");
        String text = timeline.story("", "", at(20_000)).toString();
        assertThat(told)
                .containsExactlyElementsOf(text.lines().toList())
                .containsExactly(
                        "       1.0 s  DNS            away: SERVFAIL begins",
                        "       2.0 s  killed         SIGKILL",
                        "       3.0 s  S3             serves a block",
                        "       4.0 s  state          WAITING",
                        "      12.5 s  DNS            away: SERVFAIL ends");
    }

    @Test
    void whateverHappenedIsOneLine() {
        timeline.begins(at(1), "a\nlane", "two\r\nlines, one \u001b[31mred");
        assertThat(told).containsExactly("       0.0 s  a lane         two lines, one \ufffd[31mred begins");
        assertThat(story()).hasToString(told.get(0));
    }

    @Test
    void summarySaysWhatBefellIt() {
        assertThat(Stories.outage().summary())
                .isEqualTo("All held, in 21 min 3 s; DNS away for 20 min; S3 away for 5 min 56 s; killed once; "
                        + "12 MiB of 268 MiB fetched twice.");
    }

    @Test
    void whatWasSkippedDidNotHold() {
        timeline.finds(Finding.Result.SKIPPED, "no block device here");
        assertThat(story().summary()).isEqualTo("It took 100 ms.");
        timeline.finds(Finding.Result.HELD, "nothing is lost");
        assertThat(story().summary()).isEqualTo("All held, in 100 ms.");
    }

    @Test
    void whatCameAfterTheEndIsLeftOut() {
        timeline.marks(at(101), Mark.KILL, "late");
        timeline.begins(at(101), "DNS", "late");
        timeline.notes(at(101), "DNS", "late");
        timeline.state(at(101), "late");
        timeline.progress(at(101), 1, 1);
        timeline.claims(at(101), 1, 1);
        TimelineStory story = story();
        assertThat(story.toString()).isEmpty();
        assertThat(story.points()).isEmpty();
        assertThat(story.claims()).isEmpty();
    }

    @Test
    void instantBeforeTheBeginningIsRefused() {
        assertThatThrownBy(() -> timeline.marks(at(-1), Mark.KILL, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timeline.progress(at(-1), 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timeline.begins(at(-1), "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timeline.ends(at(-1), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timeline.state(at(-1), "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(story()).hasToString("");
    }

    @Test
    void manyThreadsRecordAtOnce() throws Exception {
        int each = 1_000;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        timeline.marks(at(i % 100), Mark.ACT, "");
                        timeline.fetched(at(i % 100), "key", 1);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(story().events()).hasSize(4 * each).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(story().twiceBytes()).isEqualTo(4 * each - 1);
        assertThat(told).hasSize(4 * each);
    }

    private TimelineStory story() {
        return timeline.story("title", "subtitle", END);
    }

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }
}

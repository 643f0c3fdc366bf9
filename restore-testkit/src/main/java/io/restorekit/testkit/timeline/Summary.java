package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Event;
import io.restorekit.testkit.timeline.TimelineStory.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A story in a sentence. */
final class Summary {
    private Summary() {}

    static String of(TimelineStory story) {
        List<String> parts = new ArrayList<>();
        parts.add(first(story) + Times.print(story.end()));
        for (String lane : story.bands().stream().map(Band::lane).distinct().toList()) {
            parts.add(lane + how(story, lane) + " for " + Times.print(together(story, lane)));
        }
        count(parts, story, Mark.KILL, "killed");
        count(parts, story, Mark.POWER_CUT, "without power");
        count(parts, story, Mark.FREEZE, "frozen");
        if (story.fetchedBytes() > 0) {
            parts.add(Times.bytes(story.twiceBytes()) + " of " + Times.bytes(story.fetchedBytes()) + " fetched twice");
        }
        return String.join("; ", parts) + ".";
    }

    private static String first(TimelineStory story) {
        Set<Finding.Result> results =
                story.findings().stream().map(Finding::result).collect(Collectors.toSet());
        if (results.contains(Finding.Result.BROKEN)) {
            return "Something did not hold, after ";
        }
        return results.contains(Finding.Result.HELD) ? "All held, in " : "It took ";
    }

    /** What stands before a colon, if it is the same in all bands of the lane: {@code away: SERVFAIL} is said as away. */
    private static String how(TimelineStory story, String lane) {
        List<String> words = story.bands().stream()
                .filter(band -> band.lane().equals(lane))
                .map(band -> band.what().substring(0, Math.max(0, band.what().indexOf(':'))))
                .distinct()
                .toList();
        return words.size() != 1 || words.get(0).isEmpty() ? "" : " " + words.get(0);
    }

    /** What happened at once counts once. */
    private static Duration together(TimelineStory story, String lane) {
        Duration sum = Duration.ZERO;
        Duration until = Duration.ZERO;
        for (Band band : story.bands()) {
            if (band.lane().equals(lane) && band.to().compareTo(until) > 0) {
                Duration from = band.from().compareTo(until) > 0 ? band.from() : until;
                sum = sum.plus(band.to().minus(from));
                until = band.to();
            }
        }
        return sum;
    }

    private static void count(List<String> parts, TimelineStory story, Mark mark, String word) {
        long times =
                story.events().stream().map(Event::mark).filter(mark::equals).count();
        if (times > 0) {
            parts.add(word + (times == 1 ? " once" : " " + times + " times"));
        }
    }
}

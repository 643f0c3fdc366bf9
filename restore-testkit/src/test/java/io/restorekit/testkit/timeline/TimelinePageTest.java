package io.restorekit.testkit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the page without a browser. */
class TimelinePageTest {
    private static final Pattern PATH = Pattern.compile("<path class=\"curve\" data-life=\"\\d+\" d=\"([^\"]*)\"");
    private static final Pattern HEIGHT = Pattern.compile("[,V]([0-9.]+)");

    @Test
    void sameStoryIsTheSamePage() {
        assertThat(TimelinePage.of(Stories.random(3)))
                .isEqualTo(TimelinePage.of(Stories.random(3)))
                .isNotEqualTo(TimelinePage.of(Stories.random(4)));
    }

    @Test
    void pageNamesNothingOutsideOfItself() {
        assertThat(TimelinePage.of(Stories.outage()))
                .doesNotContain("http:", "https:", "url(", "@import", "<script", "src=");
    }

    @Test
    void charactersThatNobodySeesAreShownAsOneThatIsSeen() {
        String page = TimelinePage.of(Stories.hostile("a\0b\u202ec\ud800d"));
        assertThat(page).contains("a\ufffdb\ufffdc\ufffdd").doesNotContain("\0", "\u202e");
    }

    @Test
    void thousandsOfPointsAreThinnedOutAndKeepTheirExtremes() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 100_000; i++) {
            timeline.progress(Duration.ofMillis(i), i == 50_000 ? 900 : 100, 1_000);
        }
        String page = TimelinePage.of(timeline.story("", "", Duration.ofMillis(100_000)));
        String curve = PATH.matcher(page).results().findFirst().orElseThrow().group(1);
        List<Double> heights = HEIGHT.matcher(curve)
                .results()
                .map(height -> Double.valueOf(height.group(1)))
                .toList();
        assertThat(heights).hasSizeLessThan(1_000);
        assertThat(Collections.max(heights) - Collections.min(heights))
                .as("eight tenths of the height of 150")
                .isCloseTo(120, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 999, 10_000, 61_000, 3_700_000, 100_000_000, 10_000_000_000L})
    void ticksAreFewRoundAndWithinTheStory(long millis) {
        List<Duration> ticks = new Axis(Duration.ofMillis(millis)).ticks();
        assertThat(ticks).hasSizeBetween(2, 10).first().isEqualTo(Duration.ZERO);
        assertThat(ticks.get(ticks.size() - 1)).isLessThanOrEqualTo(Duration.ofMillis(millis));
    }
}

package io.restorekit.testkit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader sees is what happened: looked at in a real Chromium, from a file. */
class TimelineInBrowserTest {
    private static final double PIXEL = 1;
    private static final String HOSTILE = "</title></style><script>document.body.innerHTML=''</script>"
            + "<img src=http://127.0.0.1:9/x onerror=alert(1)>\"'&amp; ]]>";

    @TempDir
    private static Path profile;

    private static Optional<Browser> browser = Optional.empty();

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() {
        Optional<String> obstacle = Browser.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        browser = Optional.of(Browser.open(profile));
    }

    @AfterAll
    static void close() {
        browser.ifPresent(Browser::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 800, 1200, 2000})
    void anOutageIsDrawnWhereItWas(int width) throws Exception {
        check(Stories.outage(), width);
        assertThat(new Look(chromium()).marks()).hasSize(5);
        assertThat(new Look(chromium())
                        .bands().stream().filter(band -> band.kind().equals("band")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void storiesFromASeedAreDrawnWhereTheyWere(long seed) throws Exception {
        check(Stories.random(seed), 1200);
    }

    @ParameterizedTest
    @CsvSource({"screen, light", "screen, dark", "print, light", "print, dark"})
    void everyTextIsReadable(String medium, String scheme) throws Exception {
        chromium().medium(medium, scheme);
        show(Stories.outage(), 1200);
        assertThat(new Look(chromium()).colours())
                .hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(Contrast.of(text.ink(), text.ground()))
                        .as(text.toString())
                        .isGreaterThanOrEqualTo(4.5));
        String paper = (String) chromium().evaluate("return getComputedStyle(document.body).backgroundColor");
        boolean dark = Contrast.of(paper, "rgb(0, 0, 0)") < 2;
        assertThat(dark).isEqualTo(medium.equals("screen") && scheme.equals("dark"));
        chromium().medium("", "light");
    }

    @Test
    void hostileStringsAreText() throws Exception {
        show(Stories.hostile(HOSTILE), 1200);
        assertThat(chromium().evaluate("return document.title")).isEqualTo(HOSTILE);
        assertThat(chromium().evaluate("return document.querySelector('h1').textContent"))
                .isEqualTo(HOSTILE);
        assertThat(chromium().evaluate("return document.querySelectorAll('script, img, [onerror]').length"))
                .isEqualTo(0L);
        assertThat(chromium()
                        .evaluate("return [...document.querySelectorAll('td')].filter(cell => cell.textContent == '"
                                + HOSTILE.replace("'", "\\'") + "').length"))
                .as("as a lane, of a mark, as a state, and twice in a note")
                .isEqualTo(5L);
        assertQuiet();
    }

    private void check(TimelineStory story, int width) throws Exception {
        show(story, width);
        Look look = new Look(chromium());
        assertThat(look.pageWidth()).as("the page is no wider than the window").isLessThanOrEqualTo(width);
        look.bands().forEach(band -> {
            assertThat(band.left()).as(band.toString()).isCloseTo(look.x(band.from()), within(PIXEL));
            assertThat(band.right()).as(band.toString()).isCloseTo(look.x(band.to()), within(PIXEL));
        });
        look.marks()
                .forEach(mark -> assertThat((mark.left() + mark.right()) / 2)
                        .as(mark.toString())
                        .isCloseTo(look.x(mark.from()), within(PIXEL)));
        assertThat(look.marks()).hasSameSizeAs(story.events());
        List<Look.Box> texts = look.texts();
        assertThat(texts)
                .allSatisfy(text -> assertThat(look.frame().holds(text))
                        .as("not clipped: " + text)
                        .isTrue());
        assertThat(overlapping(texts)).isEmpty();
        assertQuiet();
    }

    private void show(TimelineStory story, int width) throws Exception {
        Path page = Files.writeString(directory.resolve("page.html"), TimelinePage.of(story));
        chromium().console();
        chromium().protocol();
        chromium().width(width);
        chromium().show(page);
    }

    /** Nothing on the console, and nothing asked for but the page itself. The browser may still load a first tab of its own. */
    private static void assertQuiet() {
        assertThat(chromium().console()).isEmpty();
        assertThat(chromium().protocol().stream()
                        .filter(message -> message.contains("Network.requestWillBeSent\""))
                        .filter(message -> !message.contains("\"documentURL\":\"chrome://"))
                        .filter(message -> !message.contains("\"url\":\"data:")))
                .singleElement()
                .asString()
                .contains("page.html");
    }

    private static List<String> overlapping(List<Look.Box> boxes) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                if (boxes.get(i).overlaps(boxes.get(j))) {
                    pairs.add(boxes.get(i) + " and " + boxes.get(j));
                }
            }
        }
        return pairs;
    }

    private static Browser chromium() {
        return browser.orElseThrow();
    }
}

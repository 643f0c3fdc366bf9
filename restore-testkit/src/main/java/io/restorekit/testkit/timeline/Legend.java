package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Event;
import java.util.List;
import java.util.Locale;

/** What the shapes and lines of the picture mean: those that it has. */
final class Legend {
    private Legend() {}

    static void draw(Xml page, TimelineStory story) {
        page.open("figcaption").open("ul", "class", "legend").line();
        if (!story.points().isEmpty()) {
            line(page, "curve", "done");
        }
        if (!story.claims().isEmpty()) {
            line(page, "claims", "claimed to be durable");
        }
        List<Mark> marks =
                story.events().stream().map(Event::mark).distinct().sorted().toList();
        for (Mark mark : marks) {
            entry(page, mark.word(), "mark " + mark.name().toLowerCase(Locale.ROOT), mark.shape());
        }
        page.close("ul").close("figcaption").line();
    }

    private static void line(Xml page, String kind, String word) {
        entry(page, word, kind, "M-8,0 H8");
    }

    private static void entry(Xml page, String word, String kind, String shape) {
        page.open("li")
                .open("svg", "class", "key", "viewBox", "-9 -9 18 18", "width", 18, "height", 18, "aria-hidden", "true")
                .open("g", "class", kind)
                .empty("path", "fill-rule", "evenodd", "d", shape)
                .close("g")
                .close("svg")
                .text(word)
                .close("li")
                .line();
    }
}

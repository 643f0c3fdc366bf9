package io.restorekit.testkit.timeline;

import java.util.List;
import java.util.Map;

/** What the page that a browser shows looks like, in pixels. */
final class Look {
    private static final String BOX = "const box = (e, d) => { const r = e.getBoundingClientRect(); return {"
            + "kind: d.getAttribute('class') || '', text: e.textContent, from: +(d.dataset.from ?? d.dataset.at ?? 0),"
            + "to: +(d.dataset.to ?? 0), left: r.left, right: r.right, top: r.top, bottom: r.bottom}; };";

    /** Each text with its colour and what lies under it: the rectangle that it is written on, or the paper. */
    private static final String COLOURS = "const out = [];"
            + "const paper = getComputedStyle(document.body).backgroundColor;"
            + "for (const e of document.querySelectorAll('body *')) {"
            + "  if (e.closest('title, desc') || ![...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())) continue;"
            + "  const svg = e instanceof SVGElement;"
            + "  const rect = svg ? e.parentNode.querySelector(':scope > rect') : null;"
            + "  const style = getComputedStyle(e);"
            + "  out.push({text: e.textContent, ink: svg ? style.fill : style.color,"
            + "    ground: rect && e.parentNode.tagName == 'g' ? getComputedStyle(rect).fill : paper});"
            + "} return out;";

    private final Browser browser;

    /** An element's box on the page, and what it says of itself. */
    record Box(String kind, String text, double from, double to, double left, double right, double top, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean holds(Box other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }
    }

    /** A text and its colours. */
    record Coloured(String text, String ink, String ground) {}

    Look(Browser browser) {
        this.browser = browser;
    }

    /** Where an instant must be, by the lines of the ticks. */
    double x(double millis) {
        List<Box> ticks = boxes("line.grid[data-at]", "e");
        Box first = ticks.get(0);
        Box last = ticks.get(ticks.size() - 1);
        double scale = (middle(last) - middle(first)) / (last.from() - first.from());
        return middle(first) + (millis - first.from()) * scale;
    }

    List<Box> bands() {
        return boxes("g[data-from] > rect", "e.parentNode");
    }

    List<Box> marks() {
        return boxes("g.mark[data-at] > path", "e.parentNode");
    }

    List<Box> texts() {
        return boxes(".picture text", "e");
    }

    Box frame() {
        return boxes(".picture svg", "e").get(0);
    }

    long pageWidth() {
        return (Long) browser.evaluate("return document.scrollingElement.scrollWidth");
    }

    List<Coloured> colours() {
        return ((List<?>) browser.evaluate(COLOURS))
                .stream()
                        .map(Map.class::cast)
                        .map(one -> new Coloured(
                                (String) one.get("text"), (String) one.get("ink"), (String) one.get("ground")))
                        .toList();
    }

    private List<Box> boxes(String selector, String described) {
        String script =
                BOX + "return [...document.querySelectorAll('" + selector + "')].map(e => box(e, " + described + "));";
        return ((List<?>) browser.evaluate(script)).stream().map(Look::box).toList();
    }

    private static Box box(Object of) {
        Map<?, ?> map = (Map<?, ?>) of;
        return new Box(
                (String) map.get("kind"),
                (String) map.get("text"),
                number(map, "from"),
                number(map, "to"),
                number(map, "left"),
                number(map, "right"),
                number(map, "top"),
                number(map, "bottom"));
    }

    private static double number(Map<?, ?> map, String name) {
        return ((Number) map.get(name)).doubleValue();
    }

    private static double middle(Box box) {
        return (box.left() + box.right()) / 2;
    }
}

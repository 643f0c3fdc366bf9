package io.restorekit.testkit.timeline;

/**
 * How wide a text is in the picture's small font at most. Which font a reader has is not known: the widths are those of
 * DejaVu Sans, the widest of the usual ones, rounded up.
 */
final class Glyphs {
    private static final double SIZE = 12;
    private static final String NARROW = " .,:;'!|ijlI()[]/-";
    private static final String WIDE = "mwMWOQ%@&#";

    private Glyphs() {}

    static double width(String text) {
        return text.codePoints().mapToDouble(Glyphs::width).sum();
    }

    /** As much of it as has room, with dots where some is left out; nothing where only dots would stay. */
    static String fitted(String text, double room) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (width(line) <= room) {
            return line;
        }
        StringBuilder fitted = new StringBuilder();
        double left = room - width("…");
        for (int point : line.codePoints().toArray()) {
            left -= width(point);
            if (left < 0) {
                break;
            }
            fitted.appendCodePoint(point);
        }
        return fitted.length() < 2 ? "" : fitted.toString().strip() + "…";
    }

    private static double width(int point) {
        if (NARROW.indexOf(point) >= 0) {
            return 0.42 * SIZE;
        }
        if (WIDE.indexOf(point) >= 0) {
            return 1.03 * SIZE;
        }
        if (point < 0x80) {
            return (Character.isUpperCase(point) ? 0.78 : 0.66) * SIZE;
        }
        return (point < 0x500 ? 1 : 1.5) * SIZE;
    }
}

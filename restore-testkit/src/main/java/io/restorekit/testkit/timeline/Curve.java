package io.restorekit.testkit.timeline;

import io.restorekit.testkit.timeline.TimelineStory.Band;
import io.restorekit.testkit.timeline.TimelineStory.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far the restore was, one line for each of its lives: it holds its height until it is told to be elsewhere. */
record Curve(Axis axis, double top, double height) {
    private static final double DISTANCE = 1;

    /** While something was amiss the ground is darker: what the curve did meanwhile is seen at a glance. */
    void shade(Xml svg, List<Band> bands) {
        double until = Axis.LEFT;
        for (Band band : bands) {
            double left = Math.max(until, axis.x(band.from()));
            double right = axis.x(band.to());
            if (right > left) {
                svg.empty("rect", "class", "shade", "x", left, "y", top, "width", right - left, "height", height);
                until = right;
            }
        }
        svg.line();
    }

    void draw(Xml svg, List<Point> points, List<Point> claims) {
        for (int percent = 0; percent <= 100; percent += 50) {
            double y = y(percent / 100.0);
            svg.empty("line", "class", "grid", "x1", Axis.LEFT, "x2", Axis.RIGHT, "y1", y, "y2", y);
            svg.element("text", percent + " %", "class", "lane", "x", Axis.LEFT - 10, "y", y + 4, "text-anchor", "end");
        }
        lives(svg, "claims", claims);
        lives(svg, "curve", points);
        svg.line();
    }

    private void lives(Xml svg, String kind, List<Point> points) {
        List<Point> life = new ArrayList<>();
        for (Point point : points) {
            if (!life.isEmpty() && life.get(0).life() != point.life()) {
                line(svg, kind, life);
                life.clear();
            }
            life.add(point);
        }
        if (!life.isEmpty()) {
            line(svg, kind, life);
        }
    }

    private void line(Xml svg, String kind, List<Point> life) {
        StringBuilder path = new StringBuilder();
        double lastX = -DISTANCE;
        double lastY = -1;
        for (Point point : life) {
            double x = axis.x(point.at());
            double y = y(point.share());
            boolean visible = path.isEmpty() || x - lastX >= DISTANCE || Math.abs(y - lastY) >= DISTANCE;
            if (visible || point.equals(life.get(life.size() - 1))) {
                path.append(String.format(Locale.ROOT, path.isEmpty() ? "M%.2f,%.2f" : "H%.2fV%.2f", x, y));
                lastX = x;
                lastY = y;
            }
        }
        svg.empty("path", "class", kind, "data-life", life.get(0).life(), "d", path.toString());
    }

    private double y(double share) {
        return top + height * (1 - share);
    }
}

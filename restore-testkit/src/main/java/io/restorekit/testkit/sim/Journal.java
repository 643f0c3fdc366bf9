package io.restorekit.testkit.sim;

import io.restorekit.testkit.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.stream.Collectors;

/** The last things that happened, for whoever has to find out why. */
final class Journal {
    private static final int LENGTH = 400;

    private final VirtualTime agenda;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    private record Line(long at, String what, Object about) {
        @Override
        public String toString() {
            return String.format("%14.6f s  %s %s", at / 1e9, what, about);
        }
    }

    Journal(VirtualTime agenda) {
        this.agenda = agenda;
    }

    /** The object is turned into text only if somebody reads it. */
    void tell(String what, Object about) {
        lines.addLast(new Line(agenda.now(), what, about));
        if (lines.size() > LENGTH) {
            lines.removeFirst();
        }
    }

    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}

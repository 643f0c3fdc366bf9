package io.restorekit.cli.drill;

import java.io.PrintStream;
import java.util.Locale;

/** What happened when, in seconds since the drill began. */
final class Timeline {
    private final PrintStream out;
    private final long begin = System.nanoTime();

    Timeline(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        out.println();
        out.println(text);
    }

    void tell(String who, String what) {
        out.printf(Locale.ROOT, "%6.1f s  %-6s %s%n", (System.nanoTime() - begin) / 1e9, who, what);
        out.flush();
    }

    void check(boolean holds, String what) {
        out.println((holds ? "   held   " : "   FAILED ") + what);
    }
}

package io.restorekit.cli.bench;

import java.util.List;

/** The middle of some figures; of an even number the upper one. */
final class Median {
    private Median() {}

    static double of(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}

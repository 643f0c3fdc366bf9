package io.restorekit.cli.badinput;

import io.restorekit.api.Failure.Kind;
import java.util.List;
import java.util.Optional;

/**
 * One bad input and what is to come of it, through both doors.
 *
 * @param kind the failure; empty where the volume is restored all the same
 * @param exitCode of the command line, and what the API's outcome stands for
 * @param words that the message must hold
 * @param leaves what is on the disk afterwards
 * @param setup makes the input, and says what is asked
 */
record Row(String input, Optional<Kind> kind, int exitCode, List<String> words, Leaves leaves, Setup setup) {

    /** Makes the input. */
    interface Setup {
        Ask prepare(Scene scene) throws Exception;
    }

    /**
     * @param words separated by {@code |}
     */
    static Row row(String input, Kind kind, int exitCode, String words, Leaves leaves, Setup setup) {
        return new Row(input, Optional.of(kind), exitCode, List.of(words.split("\\|")), leaves, setup);
    }

    static Row restores(String input, String words, Setup setup) {
        return new Row(input, Optional.empty(), 0, List.of(words.split("\\|")), Leaves.RESTORED, setup);
    }

    @Override
    public String toString() {
        return input + " → " + kind.map(Kind::name).orElse("restored") + ", exit " + exitCode;
    }
}

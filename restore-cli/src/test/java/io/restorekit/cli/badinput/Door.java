package io.restorekit.cli.badinput;

import io.restorekit.api.Failure.Kind;
import io.restorekit.cli.InProcess;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ways in. */
enum Door {
    API {
        @Override
        Said here(Ask ask) {
            return ThroughApi.ask(ask);
        }

        @Override
        Said limited(Ask ask) throws Exception {
            Limited.Run run = Limited.run(ask, LimitedApi.class, LimitedApi.args(ask));
            return LimitedApi.read(run);
        }
    },
    CLI {
        @Override
        Said here(Ask ask) {
            InProcess.Run run = InProcess.run(ask.settings(), ask.args());
            return printed(run.exitCode(), run.out(), run.err());
        }

        @Override
        Said limited(Ask ask) throws Exception {
            Limited.Run run = Limited.run(ask, io.restorekit.cli.Main.class, ask.args());
            return printed(run.exitCode(), run.out(), run.err());
        }
    };

    private static final List<Pattern> KINDS = List.of(
            Pattern.compile("^error: ([A-Z_]+): ", Pattern.MULTILINE),
            Pattern.compile("^  offset [0-9]+ ([A-Z_]+) ", Pattern.MULTILINE));

    abstract Said here(Ask ask);

    abstract Said limited(Ask ask) throws Exception;

    Said say(Ask ask) throws Exception {
        if (ask.fileLimit().isPresent()) {
            return limited(ask);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ask.adapters().orElse(before));
        try {
            return here(ask);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static Said printed(int exitCode, String out, String err) {
        Optional<Kind> kind = KINDS.stream()
                .map(form -> form.matcher(err + out))
                .filter(Matcher::find)
                .map(found -> Kind.valueOf(found.group(1)))
                .findFirst();
        // The parser of the command line prints its own words, and then how it is used.
        Optional<Kind> parsed = err.contains("Usage: ") ? Optional.of(Kind.USAGE) : Optional.empty();
        return new Said(kind.or(() -> parsed), exitCode, err.isEmpty() ? out : err, out + err);
    }
}

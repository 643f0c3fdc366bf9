package io.restorekit.cli.badinput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked for, in the words of both doors.
 *
 * @param options as the command line writes them; one without a value has an empty one
 * @param settings what adapters read
 * @param adapters where adapters are looked for, if not where they always are
 * @param wish what is to be done with the volume
 * @param fileLimit the KiB that a file may have; where there is a limit, the restore runs in a process of its own
 */
record Ask(
        String url,
        Map<String, String> options,
        Map<String, String> settings,
        Optional<ClassLoader> adapters,
        Wish wish,
        OptionalInt fileLimit) {

    /** What can be asked for. */
    enum Wish {
        RESTORE,
        ACTIVATE,
        VERIFY
    }

    /** Waits end after this long: enough to look twice. */
    private static final String WAIT_LIMIT = "400ms";

    Ask {
        options = Map.copyOf(options);
        settings = Map.copyOf(settings);
    }

    static Ask of(String url, Path volume, Map<String, String> settings) {
        Map<String, String> options = Map.of("--to", volume.toString(), "--wait-limit", WAIT_LIMIT);
        return new Ask(url, options, settings, Optional.empty(), Wish.RESTORE, OptionalInt.empty());
    }

    Ask url(String other) {
        return new Ask(other, options, settings, adapters, wish, fileLimit);
    }

    /** The same URL with its text changed. */
    Ask url(String what, String into) {
        return url(url.replace(what, into));
    }

    Ask with(String option, Object value) {
        return new Ask(url, and(options, option, value.toString()), settings, adapters, wish, fileLimit);
    }

    Ask setting(String name, String value) {
        return new Ask(url, options, and(settings, name, value), adapters, wish, fileLimit);
    }

    Ask adapters(ClassLoader place) {
        return new Ask(url, options, settings, Optional.of(place), wish, fileLimit);
    }

    Ask activation() {
        return new Ask(url, options, settings, adapters, Wish.ACTIVATE, fileLimit);
    }

    /** With the volume; without one where there is none yet. */
    Ask verification() {
        return new Ask(url, options, settings, adapters, Wish.VERIFY, fileLimit);
    }

    Ask fileLimit(int kibibytes) {
        return new Ask(url, options, settings, adapters, wish, OptionalInt.of(kibibytes));
    }

    Ask unlimited() {
        return new Ask(url, options, settings, adapters, wish, OptionalInt.empty());
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** As the command line takes it. */
    List<String> args() {
        String volume = options.get("--to");
        if (wish == Wish.ACTIVATE) {
            return List.of("activate", volume);
        }
        if (wish == Wish.VERIFY) {
            return Files.exists(Path.of(volume)) ? List.of("verify", "--to", volume) : List.of("verify", url);
        }
        List<String> args = new ArrayList<>(List.of("restore", url));
        options.forEach((name, value) -> {
            args.add(name);
            if (!value.isEmpty()) {
                args.add(value);
            }
        });
        return args;
    }

    private static Map<String, String> and(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}

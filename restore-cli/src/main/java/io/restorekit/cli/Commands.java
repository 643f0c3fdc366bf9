package io.restorekit.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the console that it prints on and the settings that it goes by. */
final class Commands implements IFactory {
    private final Console console;
    private final Map<String, String> settings;

    Commands(Console console, Map<String, String> settings) {
        this.console = console;
        this.settings = settings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (Runner.class.isAssignableFrom(type)) {
            return type.getDeclaredConstructor(Console.class, Map.class).newInstance(console, settings);
        }
        return CommandLine.defaultFactory().create(type);
    }
}

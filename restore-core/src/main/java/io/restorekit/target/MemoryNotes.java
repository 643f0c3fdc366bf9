package io.restorekit.target;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryNotes implements Notes {
    private final Map<String, String> notes = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    @Override
    public void write(String name, String text) {
        notes.put(name, text);
    }
}

package io.restorekit.checkpoint;

import java.util.Objects;

/**
 * Where a restore comes from.
 *
 * @param place the backup target, without query
 * @param volume the volume's name in it
 */
public record Source(String place, String volume) {
    public Source {
        Objects.requireNonNull(place);
        Objects.requireNonNull(volume);
    }

    @Override
    public String toString() {
        return volume + " in " + place;
    }
}

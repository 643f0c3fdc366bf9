package io.restorekit.s3.address;

import static io.restorekit.s3.Fixtures.NOW;
import static io.restorekit.s3.Fixtures.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.Notes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressNotesTest {
    private static final String HEAD = "restorekit-addresses 1\nhost s3.example.com\n";
    private static final String NAME = "s3-addresses-s3.example.com";

    private final Notes notes = Notes.inMemory();
    private final AddressNotes addresses = new AddressNotes(notes, "S3.example.com");

    @Test
    void whatIsWrittenIsRead() {
        GoodAddresses good =
                new GoodAddresses(Map.of()).with(address("192.0.2.1"), NOW).with(address("2001:db8::1"), NOW);

        addresses.write(good);

        assertThat(addresses.read().entries()).isEqualTo(good.entries());
        assertThat(addresses.read().addresses()).containsExactly(address("2001:db8::1"), address("192.0.2.1"));
    }

    @Test
    void theFormatStands() {
        notes.write(NAME, HEAD + "192.0.2.1 2026-11-23T12:03:00Z\n");

        assertThat(addresses.read().entries()).isEqualTo(Map.of(address("192.0.2.1"), NOW));
    }

    @Test
    void noMoreThanSixteenAreKept() {
        GoodAddresses good = new GoodAddresses(Map.of());
        for (int i = 1; i <= 40; i++) {
            good = good.with(address("192.0.2." + i), NOW);
        }
        addresses.write(good);

        assertThat(addresses.read().addresses()).hasSize(16).contains(address("192.0.2.40"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.com 2026-11-23T12:03:00Z",
                "1 2026-11-23T12:03:00Z",
                "0x7f000001 2026-11-23T12:03:00Z",
                "127.1 2026-11-23T12:03:00Z",
                "300.0.0.1 2026-11-23T12:03:00Z",
                "0.0.0.0 2026-11-23T12:03:00Z",
                "224.0.0.1 2026-11-23T12:03:00Z",
                ":: 2026-11-23T12:03:00Z",
                "fe80::1%eth0 2026-11-23T12:03:00Z",
                ":::: 2026-11-23T12:03:00Z",
                "192.0.2.1 yesterday",
                "192.0.2.1",
                "192.0.2.1 2026-11-23T12:03:00Z more",
                " ",
                "<html>"
            })
    void aHostileLineSpoilsTheWholeNote(String line) {
        notes.write(NAME, HEAD + "192.0.2.7 2026-11-23T12:03:00Z\n" + line + "\n");

        assertThat(addresses.read().addresses()).isEmpty();
    }

    /** A name can stand for 0.0.0.0 in a hosts file, and the store be on this machine. */
    @Test
    void whatWouldSpoilANoteIsNotWritten() {
        addresses.write(new GoodAddresses(Map.of(address("0.0.0.0"), NOW)).with(address("192.0.2.1"), NOW));

        assertThat(addresses.read().addresses()).containsExactly(address("192.0.2.1"));
    }

    @Test
    void aNoteOfAnotherHostOrVersionIsIgnored() {
        String line = "192.0.2.1 2026-11-23T12:03:00Z\n";
        notes.write(NAME, "restorekit-addresses 1\nhost other.example.com\n" + line);
        assertThat(addresses.read().addresses()).isEmpty();

        notes.write(NAME, "restorekit-addresses 2\nhost s3.example.com\n" + line);
        assertThat(addresses.read().addresses()).isEmpty();

        notes.write(NAME, "");
        assertThat(addresses.read().addresses()).isEmpty();
    }

    @Test
    void aNoteThatIsTooLongIsIgnored() {
        notes.write(NAME, HEAD + "192.0.2.1 2026-11-23T12:03:00Z\n".repeat(17));
        assertThat(addresses.read().addresses()).isEmpty();

        notes.write(NAME, HEAD + "192.0.2.1 2026-11-23T12:03:00Z\n" + " ".repeat(60_000));
        assertThat(addresses.read().addresses()).isEmpty();
    }

    @Test
    void aHostThatIsNoFileNameIsNotNoted() {
        Notes strict = new Notes() {
            @Override
            public Optional<String> read(String name) {
                throw new AssertionError(name);
            }

            @Override
            public void write(String name, String text) {
                throw new AssertionError(name);
            }
        };
        AddressNotes odd = new AddressNotes(strict, "../up");

        odd.write(new GoodAddresses(Map.of()).with(address("192.0.2.1"), NOW));

        assertThat(odd.read().addresses()).isEmpty();
    }
}

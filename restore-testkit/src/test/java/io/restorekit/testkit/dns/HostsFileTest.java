package io.restorekit.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostsFileTest {
    private static final String NAME = "s3.test";

    @Test
    void namesComeAndGoAndMoveWhileOneChildLives() throws Exception {
        try (HostsFile hosts = HostsFile.open();
                ResolvingChild child = ResolvingChild.start(hosts.jvmOptions())) {
            assertThat(child.resolve(NAME)).isEqualTo("unknown");
            hosts.answer(NAME, "10.0.0.1");
            assertThat(child.resolve(NAME)).isEqualTo("10.0.0.1");
            hosts.forget(NAME);
            assertThat(child.resolve(NAME)).isEqualTo("unknown");
            hosts.answer(NAME, "10.0.0.2", "2001:db8::1", "10.0.0.3");
            assertThat(child.resolve(NAME).split(" "))
                    .containsExactlyInAnyOrder("10.0.0.2", "2001:db8:0:0:0:0:0:1", "10.0.0.3");
        }
    }

    @Test
    void theLoopbackHasItsNamesUnlessToldOtherwise() throws Exception {
        try (HostsFile hosts = HostsFile.open();
                ResolvingChild child = ResolvingChild.start(hosts.jvmOptions())) {
            assertThat(child.resolve("localhost")).isEqualTo("127.0.0.1");
            assertThat(child.resolve(InetAddress.getLocalHost().getHostName())).isEqualTo("127.0.0.1");
            assertThat(child.resolve("10.0.0.9")).isEqualTo("10.0.0.9");
            hosts.answer("localhost", "127.0.0.5");
            assertThat(child.resolve("localhost")).isEqualTo("127.0.0.5");
        }
    }

    @Test
    void onlyAddressesAreTaken() {
        try (HostsFile hosts = HostsFile.open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> hosts.answer(NAME, "other.test"));
            assertThatIllegalArgumentException().isThrownBy(() -> hosts.answer(NAME));
        }
    }

    @Test
    void closingDeletesTheFiles() {
        HostsFile hosts = HostsFile.open();
        Path file = Path.of(hosts.jvmOptions().get(0).split("=", 2)[1]);
        assertThat(file).exists();

        hosts.close();
        hosts.close();

        assertThat(Files.exists(file.getParent())).isFalse();
    }
}

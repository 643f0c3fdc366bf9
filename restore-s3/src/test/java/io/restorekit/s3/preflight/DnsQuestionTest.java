package io.restorekit.s3.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Against another implementation of the wire format. */
class DnsQuestionTest {
    private static final DnsQuestion QUESTION = new DnsQuestion(0xbeef, "s3.example.com", DnsQuestion.A);

    @Test
    void questionIsUnderstood() throws IOException {
        Message message = new Message(QUESTION.toWire());

        assertThat(message.getHeader().getID()).isEqualTo(0xbeef);
        assertThat(message.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(message.getQuestion())
                .isEqualTo(Record.newRecord(Name.fromString("s3.example.com."), Type.A, DClass.IN));
    }

    @Test
    void addressesBehindAnotherNameAreRead() throws IOException {
        Name canonical = Name.fromString("edge.example.net.");
        byte[] wire = answer(
                        new CNAMERecord(Name.fromString("s3.example.com."), DClass.IN, 5, canonical),
                        new ARecord(canonical, DClass.IN, 60, InetAddress.getByName("192.0.2.1")),
                        new ARecord(canonical, DClass.IN, 30, InetAddress.getByName("192.0.2.2")),
                        new AAAARecord(canonical, DClass.IN, 1, InetAddress.getByName("2001:db8::1")))
                .toWire();

        DnsAnswer answer = QUESTION.read(wire);

        assertThat(answer.addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(answer.ttlSeconds()).isEqualTo(30);
        assertThat(answer.truncated()).isFalse();
    }

    @Test
    void longerFamilyIsRead() throws IOException {
        DnsQuestion six = new DnsQuestion(0xbeef, "s3.example.com", DnsQuestion.AAAA);
        byte[] wire = answer(new AAAARecord(
                        Name.fromString("s3.example.com."), DClass.IN, 1, InetAddress.getByName("2001:db8::1")))
                .toWire();

        assertThat(six.read(wire).addresses()).containsExactly(InetAddress.getByName("2001:db8::1"));
    }

    @Test
    void codeAndTruncationAreRead() throws IOException {
        Message message = answer();
        message.getHeader().setRcode(Rcode.NXDOMAIN);
        message.getHeader().setFlag(Flags.TC);

        DnsAnswer answer = QUESTION.read(message.toWire());

        assertThat(answer.words()).isEqualTo("NXDOMAIN");
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.addresses()).isEmpty();
    }

    @Test
    void answerToSomethingElseIsNone() throws IOException {
        byte[] wire = answer().toWire();

        assertThatThrownBy(() -> new DnsQuestion(1, "s3.example.com", DnsQuestion.A).read(wire))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> QUESTION.read(QUESTION.toWire())).isInstanceOf(IOException.class);
    }

    /** Every length, and bytes flipped at random: never anything but an answer or an {@link IOException}, at once. */
    @Test
    void brokenAnswerBreaksNothing() throws IOException {
        byte[] whole = answer(new ARecord(
                        Name.fromString("s3.example.com."), DClass.IN, 60, InetAddress.getByName("192.0.2.1")))
                .toWire();
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = 2; i < broken.length; i++) {
                broken[i] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : broken[i];
            }
            try {
                assertThat(QUESTION.read(broken).addresses()).hasSizeLessThan(10);
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("an answer");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a.................b"})
    void nameThatDnsCannotHoldIsSaid(String name) {
        assertNotAsked(name);
    }

    @Test
    void labelThatIsTooLongIsSaid() {
        assertNotAsked("a".repeat(64) + ".example.com");
    }

    private static void assertNotAsked(String name) {
        assertThatThrownBy(() -> new DnsQuestion(1, name, DnsQuestion.A).toWire())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DNS can hold");
    }

    @Test
    void answersAreSaidInWords() {
        assertThat(List.of(0, 2, 3, 5, 9))
                .map(code -> new DnsAnswer(code, List.of(), Duration.ZERO.toSeconds(), false).words())
                .containsExactly(
                        "the name exists and has no address", "SERVFAIL", "NXDOMAIN", "REFUSED", "response code 9");
    }

    private static Message answer(Record... records) throws IOException {
        Message message = new Message(0xbeef);
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(Record.newRecord(Name.fromString("s3.example.com."), Type.A, DClass.IN), Section.QUESTION);
        for (Record record : records) {
            message.addRecord(record, Section.ANSWER);
        }
        return message;
    }
}

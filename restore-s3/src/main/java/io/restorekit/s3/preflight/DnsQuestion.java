package io.restorekit.s3.preflight;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One question in DNS's wire format (RFC 1035, section 4), and the reading of its answer. An answer is untrusted: what is
 * not well formed, or answers something else, is an {@link IOException}.
 *
 * @param id answers must bear it
 * @param type {@link #A} or {@link #AAAA}
 */
record DnsQuestion(int id, String name, int type) {
    static final int A = 1;
    static final int AAAA = 28;

    private static final int CLASS_IN = 1;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000f;
    private static final int POINTER = 0xc0;
    private static final int LONGEST_LABEL = 63;

    /** @throws IOException if the name cannot be asked for */
    byte[] toWire() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(RECURSION_DESIRED);
        out.writeShort(1);
        out.writeShort(0);
        out.writeInt(0);
        for (String label : labels()) {
            byte[] letters = label.getBytes(StandardCharsets.US_ASCII);
            out.writeByte(letters.length);
            out.write(letters);
        }
        out.writeByte(0);
        out.writeShort(type);
        out.writeShort(CLASS_IN);
        return bytes.toByteArray();
    }

    DnsAnswer read(byte[] wire) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(wire);
            int answered = in.getShort() & 0xffff;
            int flags = in.getShort() & 0xffff;
            if (answered != id || (flags & RESPONSE) == 0) {
                throw new IOException("an answer to something else");
            }
            int questions = in.getShort() & 0xffff;
            int records = in.getShort() & 0xffff;
            in.getInt();
            for (int i = 0; i < questions; i++) {
                skipName(in);
                in.getInt();
            }
            return answer(in, flags, records);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("an answer that ends too early", e);
        }
    }

    /** Other records than those asked for are passed over: names that stand for others, signatures. */
    private DnsAnswer answer(ByteBuffer in, int flags, int records) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        boolean cut = (flags & TRUNCATED) != 0;
        for (int i = 0; i < records && in.hasRemaining(); i++) {
            skipName(in);
            int recordType = in.getShort() & 0xffff;
            in.getShort();
            long recordTtl = in.getInt() & 0xffffffffL;
            byte[] data = new byte[in.getShort() & 0xffff];
            in.get(data);
            if (recordType == type && data.length == (type == A ? 4 : 16)) {
                addresses.add(InetAddress.getByAddress(data));
                ttl = Math.min(ttl, recordTtl);
            }
        }
        return new DnsAnswer(flags & CODE, addresses, addresses.isEmpty() ? 0 : ttl, cut);
    }

    /** A pointer ends a name, so nothing here can run in a circle. */
    private static void skipName(ByteBuffer in) {
        int length = in.get() & 0xff;
        while (length > 0 && (length & POINTER) == 0) {
            in.position(in.position() + length);
            length = in.get() & 0xff;
        }
        if (length > 0) {
            in.get();
        }
    }

    private String[] labels() throws IOException {
        String[] labels;
        try {
            labels = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).split("\\.");
        } catch (IllegalArgumentException e) {
            throw new IOException("no name that DNS can hold: " + name, e);
        }
        if (labels.length == 0
                || Arrays.stream(labels).anyMatch(label -> label.isEmpty() || label.length() > LONGEST_LABEL)) {
            throw new IOException("no name that DNS can hold: " + name);
        }
        return labels;
    }
}

package io.restorekit.testkit.process;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A program that counts to a hundred, remembers in a file how far it came, listens on a port, and never ends. A kill at a
 * line may find it further on, also at the end: it says how far it is as soon as it starts.
 */
final class Counter {
    private Counter() {}

    /** This program, with what a node tells it. */
    static Command command() {
        String classes = Counter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Command.java("-cp", classes, Counter.class.getName(), "{node.disk}/count", "{node.host}", "{node.port}");
    }

    /** @param arguments file, host and port */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        long done = Files.exists(file) ? Files.size(file) : 0;
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2])));
            System.out.println("listens at " + arguments[2] + " after " + done);
            System.out.println("progress " + done + " %");
            while (done < 100) {
                done++;
                Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                System.out.println("progress " + done + " %");
            }
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write((int) done);
                }
            }
        }
    }
}

package io.restorekit.testkit.dns;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** A JVM that resolves what it is told to, with {@link InetAddress} alone, for as long as it lives. */
final class ResolvingChild implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNKNOWN = "unknown";

    private final ChildProcess process;
    private final int port;

    private ResolvingChild(ChildProcess process) throws InterruptedException {
        this.process = process;
        String line = process.awaitLine(text -> text.startsWith("port "), PATIENCE);
        port = Integer.parseInt(line.substring("port ".length()));
    }

    /** From a class path that holds nothing but this class. */
    static ResolvingChild start(List<String> jvmOptions) throws InterruptedException {
        return start(onClassPath().withJvmOptions(jvmOptions));
    }

    static ResolvingChild start(Command command) throws InterruptedException {
        ChildProcess process = ChildProcess.start(command);
        try {
            return new ResolvingChild(process);
        } catch (InterruptedException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    static Command onClassPath() {
        Path classes = Path.of(ResolvingChild.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return Command.java("-cp", classes.toString(), ResolvingChild.class.getName());
    }

    /** {@code java -jar} of a jar that is made in this folder. */
    static Command asJar(Path folder) throws IOException {
        Path jar = folder.resolve("app.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ResolvingChild.class.getName());
        String entry = ResolvingChild.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(ResolvingChild.class.getResourceAsStream("/" + entry).readAllBytes());
        }
        return Command.java("-jar", jar.toString());
    }

    /** What the child's {@link InetAddress#getAllByName} says, in its order. */
    String resolve(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8).println(host);
            return reader(socket).readLine();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + server.getLocalPort());
            while (true) {
                try (Socket socket = server.accept()) {
                    String answer = lookUp(reader(socket).readLine());
                    new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8).println(answer);
                }
            }
        }
    }

    private static String lookUp(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(" "));
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}

package io.restorekit.nfs.real;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's nfs-ganesha: an NFSv4 server in user space, on a loopback port. */
final class GaneshaServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIG = """
            NFS_CORE_PARAM {
                NFS_Port = %d; Protocols = 4; Bind_addr = 127.0.0.1; Enable_NLM = false; Enable_RQUOTA = false;
            }
            NFSv4 {
                Graceless = true; RecoveryBackend = fs; RecoveryRoot = "%s"; Only_Numeric_Owners = true;
                Minor_Versions = 0;
            }
            EXPORT {
                Export_Id = 1; Path = "%s"; Pseudo = "/export"; Access_Type = RW; Squash = No_Root_Squash;
                SecType = sys; Protocols = 4; Transports = TCP; FSAL { Name = VFS; }
            }
            """;

    private final int port;
    private ChildProcess process;

    private GaneshaServer(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /** @param work for its own files */
    static GaneshaServer start(Path export, Path work) throws Exception {
        Files.createDirectories(export);
        Path recovery = Files.createDirectories(work.resolve("recovery"));
        int port = freePort();
        Path config = Files.writeString(work.resolve("ganesha.conf"), CONFIG.formatted(port, recovery, export));
        Command command = Command.of(
                "ganesha.nfsd",
                "-F",
                "-N",
                "EVENT",
                "-L",
                "STDOUT",
                "-f",
                config.toString(),
                "-p",
                work.resolve("ganesha.pid").toString());
        return new GaneshaServer(port, ready(ChildProcess.start(command)));
    }

    String url() {
        return "nfs://127.0.0.1/export?version=4&nfsport=" + port;
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() throws InterruptedException {
        process = ready(process.restart());
    }

    @Override
    public void close() {
        process.close();
    }

    private static ChildProcess ready(ChildProcess process) throws InterruptedException {
        try {
            process.awaitLine(line -> line.contains("NFS SERVER INITIALIZED"), PATIENCE);
        } catch (AssertionError | InterruptedException e) {
            process.close();
            throw e;
        }
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

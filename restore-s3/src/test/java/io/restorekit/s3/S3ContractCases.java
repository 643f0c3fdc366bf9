package io.restorekit.s3;

import io.restorekit.target.BackupTarget;
import io.restorekit.testkit.contract.BackupTargetContract;
import io.restorekit.testkit.s3.S3Server;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The contract of all backup targets, on a strict server. */
abstract class S3ContractCases extends BackupTargetContract {
    private final boolean pathStyle;
    private Optional<S3Server> server = Optional.empty();

    S3ContractCases(boolean pathStyle) {
        this.pathStyle = pathStyle;
    }

    @AfterEach
    void stopServer() {
        server.ifPresent(S3Server::close);
    }

    @Override
    protected BackupTarget openTarget() {
        S3Server started = S3Server.open();
        server = Optional.of(started);
        var entry = started.settings();
        S3Settings settings = S3Settings.builder(() -> new S3Credentials(entry.accessKey(), entry.secretKey()))
                .endpoint(URI.create("http://" + entry.hostName() + ":" + started.port()))
                .pathStyle(pathStyle)
                .resolver(host -> List.of(InetAddress.getByName("127.0.0.1")))
                .build();
        return Fixtures.openAt(settings, "s3://" + entry.bucket() + "@" + entry.region() + "/root");
    }

    @Override
    protected void putRaw(String path, byte[] content) {
        server.orElseThrow().put("root/" + path, content);
    }

    @Override
    protected Set<String> secrets() {
        var entry = server.orElseThrow().settings();
        return Set.of(entry.secretKey(), entry.accessKey());
    }
}

package io.countersign.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The same strings through the same API and page, kept by PostgreSQL. */
class NaughtyStringsOnPostgresTest extends NaughtyStringsTest {
    private EmbeddedPostgres server;

    @Override
    RunningDemo running(Path folder) throws IOException {
        server = EmbeddedPostgres.start();
        return RunningDemo.in(
                folder,
                List.of(
                        "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                        "--spring.datasource.username=postgres",
                        "--approval.schema=migrate"));
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }
}

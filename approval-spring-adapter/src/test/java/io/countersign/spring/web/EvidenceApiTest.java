package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.proof.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is downloaded of the record holds where there is no server. */
class EvidenceApiTest extends ApiTest {
    @TempDir
    Path folder;

    @Test
    void S_102_the_pack_of_a_post_verifies_without_the_server_and_an_altered_one_does_not() throws Exception {
        String client = approver("Clara");
        String id = submitted("For evidence", client);
        Http session = unlocked(link(client));
        session.get(REVIEW + "/posts/" + id);
        session.post(REVIEW + "/decisions", decisions(decision(id, 1, "APPROVE", "note", "Looks good")));

        Path pack = downloaded("/posts/" + id + "/evidence", "pack.zip");

        assertThat(verified(pack)).contains("WHOLE").contains(id);
        try (FileSystem zip = FileSystems.newFileSystem(pack)) {
            assertThat(Files.readString(zip.getPath("VERIFY.md"))).isNotBlank();
            assertThat(Files.readString(zip.getPath("record.html"))).contains("For evidence");
            assertThat(Files.readString(zip.getPath("record.json"))).contains("Looks good");
            Path entries = zip.getPath("entries.ndjson");
            Files.writeString(entries, Files.readString(entries).replace("post.created", "post.creating"));
        }
        assertThat(verified(pack)).contains("ALTERED").contains("NOT WHOLE");
    }

    @Test
    void S_97_an_export_verifies_without_the_server_and_one_that_was_cut_or_altered_does_not() throws Exception {
        submitted("For the export", "user:lena");
        Path export = downloaded("/audit/export", "export.jsonl");
        assertThat(verified(export)).contains("WHOLE").doesNotContain("NOT WHOLE");

        String text = Files.readString(export);
        Files.writeString(export, text.replace("post.submitted", "post.submitten"));
        assertThat(verified(export)).contains("ALTERED");
        Files.writeString(export, text.substring(0, text.lastIndexOf("\n", text.length() - 2) + 1));
        assertThat(verified(export)).contains("NOT WHOLE");
    }

    @Test
    void S_81_a_pack_is_for_auditors_of_the_workspace() {
        String id = created(form("Mine"));
        String path = ACME + "/posts/" + id + "/evidence";
        assertProblem(maya.get(path), 403, "not-permitted");
        assertProblem(nobody.get(path), 401, "not-authenticated");
        assertProblem(nobody.as("gina").get("/approval/api/globex/posts/" + id + "/evidence"), 404, "not-found");
        assertProblem(admin.get(ACME + "/posts/none/evidence"), 404, "not-found");
    }

    private Path downloaded(String path, String name) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("admin:demo".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + ACME + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        Path file = folder.resolve(name);
        HttpResponse<Path> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        return file;
    }

    private static String verified(Path file) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            Verify.run(List.of(file.toString()), out, out);
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}

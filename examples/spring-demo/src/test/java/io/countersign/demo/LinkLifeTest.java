package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What ends a link, and what does not even touch it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkLifeTest {
    private final RunningDemo demo = RunningDemo.shared();
    private final Caller maya = demo.as("maya");

    @Test
    void revoking_a_link_ends_the_session_that_is_in_use_on_its_very_next_call() {
        SentLink link = made();
        Caller guest = demo.guest(link);
        guest.get("/api/review/posts").is(200);

        maya.post("/api/acme/links/" + link.id() + "/revoke").is(200);

        guest.get("/api/review/posts").refuses(401, "session-expired");
        guest.post("/api/review/decisions", Bodies.decision("x", 1, "APPROVE")).refuses(401, "session-expired");
        unlock(link, link.password()).refuses(410, "link-revoked");
        unlock(new SentLink(link.url().replace(link.secret(), "A".repeat(43)), "no"), "no")
                .refuses(404, "link-unknown");
    }

    @Test
    void regenerating_a_link_ends_the_old_secret_password_and_session_and_the_new_ones_work() {
        SentLink old = made();
        Caller guest = demo.guest(old);
        guest.get("/api/review/posts").is(200);

        SentLink fresh = SentLink.of(maya.post("/api/acme/links/" + old.id() + "/regenerate"));

        assertThat(fresh.id()).isEqualTo(old.id());
        guest.get("/api/review/posts").refuses(401, "session-expired");
        unlock(old, old.password()).refuses(404, "link-unknown");
        unlock(fresh, old.password()).refuses(401, "wrong-password");
        demo.guest(fresh).get("/api/review/posts").is(200);
    }

    @Test
    void reading_the_page_changes_no_row_whoever_reads_it_however_often() {
        SentLink link = made();
        Map<String, Long> before = demo.database().rows();
        String dumpBefore = demo.database().dump();

        for (String method : new String[] {"GET", "HEAD"})
            for (String path :
                    new String[] {"/" + link.id(), "/" + link.id() + "/", "/unknown", "/posts", "/posts/x", ""})
                page(method, path);

        assertThat(demo.database().rows()).isEqualTo(before);
        assertThat(demo.database().dump()).isEqualTo(dumpBefore);
    }

    @Test
    void the_page_is_the_same_for_a_link_and_for_none() {
        SentLink link = made();

        assertThat(page("GET", "/" + link.id()).is(200).body())
                .isEqualTo(page("GET", "/no-such-link").is(200).body());
    }

    private Answer page(String method, String path) {
        URI uri = URI.create(demo.url() + "/approval/review" + path);
        return Caller.send(HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private Answer unlock(SentLink link, String password) {
        return demo.anybody().post("/api/review/unlock", Map.of("token", link.token(), "password", password));
    }

    private SentLink made() {
        String approver = maya.post("/api/acme/approvers", Map.of("name", "Somebody"))
                .is(201)
                .text("/id");
        return SentLink.of(
                maya.post("/api/acme/links", Map.of("approverId", approver)).is(201));
    }
}

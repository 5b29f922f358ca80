package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.spring.record.RecordPage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;

class PostRecordApiTest extends ApiTest {
    private static final String HOSTILE =
            "</style><script>alert('1')</script> \"'><img src=x onerror=alert(1)> ${7*7} &amp; \u0660 \uD83D\uDE00";

    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    @Autowired
    private RecordPage page;

    private String path(String id) {
        return ACME + "/posts/" + id + "/record";
    }

    /** A post that a client approved through a link. */
    private String approvedByClient(String caption, String note) {
        String client = approver("Clara <b>Client</b>");
        String id = submitted(caption, client);
        Http session = unlocked(link(client));
        assertThat(session.get(REVIEW + "/posts/" + id).status()).isEqualTo(200);
        Http.Answer said = session.post(REVIEW + "/decisions", decisions(decision(id, 1, "APPROVE", "note", note)));
        assertThat(said.at("results.0.outcome")).as(said.text()).isEqualTo("RECORDED");
        return id;
    }

    @Test
    void as_json_it_has_every_part() {
        String id = approvedByClient("For the record", "Looks good");

        Http.Answer answer = admin.get(path(id));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().keySet())
                .containsExactly(
                        "workspace",
                        "id",
                        "at",
                        "facts",
                        "versions",
                        "rounds",
                        "approvals",
                        "decisions",
                        "refusals",
                        "views",
                        "links",
                        "comments",
                        "schedule",
                        "holds",
                        "recalls",
                        "breakGlass",
                        "attempts",
                        "confirmations",
                        "chronology",
                        "proof");
        assertThat(answer.at("versions.0.content.caption")).isEqualTo("For the record");
        assertThat(answer.at("decisions.0.by.name")).isEqualTo("Clara <b>Client</b>");
        assertThat(answer.at("decisions.0.assurance")).isEqualTo("LINK");
        assertThat(answer.at("decisions.0.note.text")).isEqualTo("Looks good");
        assertThat(answer.at("views.0.version")).isEqualTo(1);
        assertThat(answer.at("approvals.0.basis")).isEqualTo("REVIEW");
        assertThat(answer.at("proof.findings")).isEqualTo(List.of());
        assertThat(admin.get(path(id) + "?format=json").at("id")).isEqualTo(id);
    }

    @Test
    void as_a_page_it_loads_nothing_and_runs_nothing() {
        String id = approvedByClient("For the record", "Looks good");

        Http.Answer answer = admin.get(path(id) + "?format=html");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo(page.policy() + "; frame-ancestors 'none'")
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.text()).doesNotContain("<script", "<img", "<link", "@import", "url(", " style=");
        assertThat(HtmlUtils.htmlUnescape(answer.text()))
                .contains("Version 1 was approved on ")
                .contains("Clara <b>Client</b> (asked for by the author)")
                .contains("by a personal link and its password")
                .contains("Looks good");
        assertThat(answer.text()).contains("Clara &lt;b&gt;Client&lt;/b&gt;");
    }

    @Test
    void its_policy_allows_the_style_that_stands_in_it_and_no_other() throws NoSuchAlgorithmException {
        String html = admin.get(path(created(form("Style"))) + "?format=html").text();

        Matcher style = STYLE.matcher(html);
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(page.policy()).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(html).contains("<meta http-equiv=\"Content-Security-Policy\"");
        assertThat(style.find()).as("another style").isFalse();
    }

    @Test
    void what_people_wrote_is_shown_as_they_wrote_it_and_is_no_markup() {
        String id = approvedByClient(HOSTILE, HOSTILE);
        maya.post(ACME + "/posts/" + id + "/comments", Map.of("text", HOSTILE));

        String html = admin.get(path(id) + "?format=html").text();

        assertThat(html).doesNotContain("<script", "<img");
        String shown = HtmlUtils.htmlUnescape(html);
        assertThat(shown)
                .contains("<div class=\"text\" dir=\"auto\">" + HOSTILE + "</div>")
                .contains("<blockquote dir=\"auto\">" + HOSTILE + "</blockquote>");
        assertThat(shown.split(Pattern.quote(HOSTILE), -1))
                .as("twice as text, note and comment")
                .hasSize(5);
    }

    @Test
    void who_may_not_audit_reads_none_and_elsewhere_there_is_none() {
        String id = created(form("Mine"));

        assertProblem(maya.get(path(id)), 403, "not-permitted");
        assertProblem(maya.get(path(id) + "?format=html"), 403, "not-permitted");
        assertProblem(nobody.as("gina").get(path(id)), 404, "not-found");
        assertProblem(nobody.as("gina").get("/approval/api/globex/posts/" + id + "/record"), 404, "not-found");
        assertProblem(admin.get(path("nothing")), 404, "not-found");
    }

    @Test
    void another_format_is_refused_by_its_name() {
        Http.Answer answer = admin.get(path(created(form("Format"))) + "?format=pdf");

        assertProblem(answer, 400, "invalid-input");
        assertThat(fields(answer)).containsExactly("format");
        assertThat(answer.text()).contains("pdf");
    }
}

package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkApiTest extends ApiTest {
    private static final String HEADER =
            "channel,account,caption,link,media,scheduled_at,time_zone,category,campaign,note\n";

    @Test
    void many_are_submitted_and_each_is_told() {
        String good = created(form("Good", "reviewers", List.of("user:lena")));
        String lonely = created(form("Nobody to ask"));

        Http.Answer answer = maya.post(
                ACME + "/posts/submit", Map.of("ids", Arrays.asList(lonely, "no such id", good, "unknown", null)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(DecisionApiTest.outcomes(answer))
                .containsExactly(
                        "FAILED invalid-input",
                        "FAILED not-found",
                        "SUBMITTED",
                        "FAILED not-found",
                        "FAILED not-found");
        assertThat(answer.at("results.2.postId")).isEqualTo(good);
        assertThat(answer.at("results.2.post.status")).isEqualTo("IN_REVIEW");
        assertProblem(maya.post(ACME + "/posts/submit", Map.of("ids", List.of())), 400, "invalid-input");
        assertProblem(maya.post(ACME + "/posts/submit", Map.of("ids", List.of(1))), 400, "invalid-input");
        assertProblem(
                maya.post(
                        ACME + "/posts/submit",
                        Map.of("ids", new ArrayList<>(java.util.Collections.nCopies(501, "x")))),
                400,
                "invalid-input");
    }

    @Test
    void a_calendar_is_imported_row_by_row() {
        String csv = "\uFEFF" + HEADER
                + "LINKEDIN,acme-corp,\"Two\nlines\",https://acme.example,https://cdn.example/a.png https://cdn.example/b.MP4?x=1,"
                + "2027-07-01T09:00,Europe/Berlin,product,spring|summer,please\n"
                + "linkedin,,,,,,,,,\n"
                + "X,acme,Past,,,2020-01-01T00:00:00Z,,,,\n"
                + "X,acme,Gap,,,2027-03-28T02:30,Europe/Berlin,,,\n"
                + "X,acme,Twice,,,2027-10-31T02:30,Europe/Berlin,,,\n"
                + "X,acme,,,not a url,,Europe/Atlantis,,,\n"
                + "X,acme,Short\n"
                + "\n"
                + "X,acme,Instant,,,2027-07-01T09:00:00+02:00,,,,\n";

        Http.Answer answer = maya.send("POST", ACME + "/posts/import", "text/csv", csv);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("imported")).isEqualTo(2);
        assertThat(told(answer))
                .containsExactly(
                        "2",
                        "4 channel account",
                        "5 scheduled_at",
                        "6 scheduled_at",
                        "7 scheduled_at",
                        "8 time_zone",
                        "9 ",
                        "11");
        Http.Answer first = maya.get(ACME + "/posts/" + answer.text("rows.0.id"));
        assertThat(first.json())
                .containsEntry("caption", "Two\nlines")
                .containsEntry("scheduledAt", "2027-07-01T07:00:00Z")
                .containsEntry("timeZone", "Europe/Berlin")
                .containsEntry("campaign", List.of("spring", "summer"))
                .containsEntry("note", "please")
                .containsEntry("status", "DRAFT");
        assertThat(first.at("media.0.type")).isEqualTo("IMAGE");
        assertThat(first.at("media.1.type")).isEqualTo("VIDEO");
        assertThat(maya.get(ACME + "/posts/" + answer.text("rows.7.id")).at("scheduledAt"))
                .isEqualTo("2027-07-01T07:00:00Z");
    }

    @Test
    void columns_come_in_any_order_and_most_may_be_missing() {
        Http.Answer answer = maya.send(
                "POST", ACME + "/posts/import", "text/csv; charset=utf-8", "caption,account,channel\r\nHi,acme,X\r\n");

        assertThat(answer.at("imported")).isEqualTo(1);
    }

    @Test
    void a_file_that_is_no_calendar_is_refused_as_a_whole() {
        assertThat(fields(imported("channel,account,captoin\nX,a,b\n"))).containsExactly("captoin");
        assertThat(fields(imported("channel,channel,account\n"))).containsExactly("channel");
        assertThat(fields(imported("caption\nHello\n"))).containsExactly("channel", "account");
        assertProblem(imported(""), 400, "invalid-input");
        assertProblem(imported("channel,account,caption\nX,a,\"never closed\n"), 400, "invalid-input");
        StringBuilder many = new StringBuilder("channel,account,caption\n");
        for (int i = 0; i <= 10_000; i++) many.append("X,a,b\n");
        assertProblem(imported(many.toString()), 400, "invalid-input");
        assertProblem(
                mark.send("POST", ACME + "/posts/import", "text/csv", "channel,account,caption\nX,a,b\n"),
                403,
                "not-permitted");
    }

    @Test
    void S_67_a_large_import_is_made_once_under_its_key() {
        StringBuilder csv = new StringBuilder("channel,account,caption,category\n");
        String category = "import-" + key();
        for (int i = 0; i < 1000; i++) {
            csv.append("X,acme,Row ").append(i).append(',').append(category).append('\n');
        }
        Http once = maya.with("Idempotency-Key", key());

        Http.Answer answer = once.send("POST", ACME + "/posts/import", "text/csv", csv.toString());
        Http.Answer again = once.send("POST", ACME + "/posts/import", "text/csv", csv.toString());

        assertThat(answer.at("imported")).isEqualTo(1000);
        assertThat(answer.at("rows.999.line")).isEqualTo(1001);
        assertThat(again.text()).isEqualTo(answer.text());
    }

    private Http.Answer imported(String csv) {
        return maya.send("POST", ACME + "/posts/import", "text/csv", csv);
    }

    /** Each row's line and the columns that it complains of. */
    private static List<String> told(Http.Answer answer) {
        return answer.list("rows").stream()
                .map(row -> (Map<?, ?>) row)
                .map(row -> {
                    StringBuilder told = new StringBuilder(String.valueOf(row.get("line")));
                    if (row.get("errors") instanceof List<?> errors)
                        errors.forEach(error -> told.append(' ').append(((Map<?, ?>) error).get("field")));
                    return told.toString();
                })
                .toList();
    }
}

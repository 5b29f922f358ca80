package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsPageTest extends PageTest {
    private static final String APPROVE = "value=\"APPROVE\"";

    static String csrf(Reader.Answer page) {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.body());
        if (!token.find()) throw new IllegalArgumentException("The page has no token");
        return token.group(1);
    }

    /** S-44: the token and a proof of origin, both. */
    @ParameterizedTest(name = "S-44: token {0}, Sec-Fetch-Site {1}, Origin {2} gives {3}")
    @CsvSource({
        "right, same-origin, https://posts.example, 200",
        "right, same-origin, , 200",
        "right, , https://posts.example, 200",
        "right, , , 403",
        "right, cross-site, https://posts.example, 403",
        "right, same-site, https://posts.example, 403",
        "right, none, https://posts.example, 403",
        "right, , https://evil.example, 403",
        "right, , null, 403",
        "right, , https://posts.example.evil.example, 403",
        "wrong, same-origin, https://posts.example, 403",
        "none, same-origin, https://posts.example, 403"
    })
    void a_form_needs_its_token_and_a_proof_of_where_it_comes_from(
            String token, @Nullable String site, @Nullable String origin, int status) {
        Post post = studio.waiting("acme-corp", "Hello");
        var list = reader.unlock(studio);
        var form = Reader.form(list, post.id().value(), APPROVE);
        form.removeIf(field -> field.getKey().equals("csrf"));
        if (!token.equals("none")) form.add(Map.entry("csrf", token.equals("right") ? csrf(list) : "x" + csrf(list)));
        form.add(Map.entry("verdict", "APPROVE"));
        from(site, origin);
        assertThat(reader.post("/decisions", form).status()).isEqualTo(status);
        assertThat(studio.now(post.id()).status())
                .isEqualTo(status == 200 ? PostStatus.APPROVED : PostStatus.IN_REVIEW);
    }

    @ParameterizedTest(name = "S-44: reschedule and lock with Sec-Fetch-Site {0}, Origin {1}")
    @CsvSource({"cross-site, https://evil.example", ", https://evil.example", ", "})
    void no_other_page_moves_a_post_or_ends_a_session(@Nullable String site, @Nullable String origin) {
        Post post = studio.waiting("acme-corp", "Hello");
        var list = reader.unlock(studio);
        var form = Reader.form(list, post.id().value(), "name=\"scheduledAt\"");
        form.add(Map.entry("scheduledAt", "2026-04-01T10:00"));
        from(site, origin);
        assertThat(reader.post("/reschedule", form).status()).isEqualTo(403);
        assertThat(reader.post("/lock", fields("csrf", csrf(list))).status()).isEqualTo(403);
        assertThat(studio.now(post.id()).schedule().at()).isNull();
        assertThat(reader.get("/posts").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "S-44: unlock with Sec-Fetch-Site {0}, Origin {1} gives {2}")
    @CsvSource({
        "same-origin, https://posts.example, 303",
        "none, , 303",
        ", , 303",
        "cross-site, , 403",
        ", https://evil.example, 403",
        "same-site, https://app.posts.example, 403"
    })
    void another_page_unlocks_nothing(@Nullable String site, @Nullable String origin, int status) {
        from(site, origin);
        var answer = reader.post("/unlock", fields("link", studio.url(), "password", studio.password()));
        assertThat(answer.status()).isEqualTo(status);
        var asked = reader.post("/request-link", fields("link", studio.url()));
        assertThat(asked.status()).isEqualTo(status == 303 ? 200 : 403);
    }

    @Test
    void without_a_session_a_form_leads_to_the_door() {
        var answer = reader.post("/decisions", fields("post", "x:1:" + "0".repeat(64), "verdict", "APPROVE"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("Your session has ended").contains("Password");
    }

    @Test
    void what_no_form_of_the_page_sends_is_refused() {
        Post post = studio.waiting("acme-corp", "Hello");
        var list = reader.unlock(studio);
        String csrf = csrf(list);
        String ticket = Reader.boxes(list, false).get(0);
        for (var form : List.of(
                fields("csrf", csrf, "post", ticket, "verdict", "MAYBE"),
                fields("csrf", csrf, "post", ticket),
                fields("csrf", csrf, "post", "nonsense", "verdict", "APPROVE"),
                fields("csrf", csrf, "post", post.id() + ":x:y", "verdict", "APPROVE"),
                fields("csrf", csrf, "post", ticket, "verdict", "APPROVE", "idempotencyKey", "k".repeat(129)),
                fields("csrf", csrf, "verdict", "APPROVE")))
            assertThat(reader.post("/decisions", form).status()).isEqualTo(400);
        assertThat(reader.post("/reschedule", fields("csrf", csrf, "scheduledAt", "2026-04-01T10:00"))
                        .status())
                .isEqualTo(400);
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void who_selects_nothing_is_told_and_keeps_the_note() {
        studio.waiting("acme-corp", "Hello");
        var form = Reader.bulk(reader.unlock(studio));
        form.addAll(fields("verdict", "REJECT", "note", "Not like this."));
        var answer = reader.post("/decisions", form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("No post is selected").contains("Not like this.");
    }

    private void from(@Nullable String site, @Nullable String origin) {
        reader.headers.clear();
        if (site != null) reader.headers.put("Sec-Fetch-Site", site);
        if (origin != null) reader.headers.put("Origin", origin);
    }
}

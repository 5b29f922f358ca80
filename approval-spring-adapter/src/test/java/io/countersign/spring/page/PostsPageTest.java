package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DecisionForm;
import io.countersign.content.Channel;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.Release;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PostsPageTest extends PageTest {
    @Test
    void S_38_the_first_view_of_a_version_is_recorded_once_a_session_and_nothing_else_is() {
        Post post = studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        long before = studio.record().size();
        reader.get("/posts");
        reader.get("/posts?show=decided");
        reader.head("/posts/" + post.id());
        assertThat(studio.record()).hasSize((int) before);
        reader.get("/posts/" + post.id());
        reader.get("/posts/" + post.id());
        assertThat(studio.record()).hasSize((int) before + 1);
        assertThat(studio.recorded("link.viewed")).isOne();
        Reader second = another();
        second.unlock(studio);
        second.get("/posts/" + post.id());
        assertThat(studio.recorded("link.viewed")).isEqualTo(2);
    }

    @Test
    void the_version_that_is_shown_is_the_one_recorded_as_viewed() {
        Post post = studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        studio.revised(post, "In the making");
        reader.get("/posts/" + post.id());
        assertThat(studio.record().stream().filter(entry -> entry.action().equals("link.viewed")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().version()).isEqualTo(1));
    }

    @Test
    void what_does_not_wait_for_the_reader_is_not_here() {
        Post draft = approvals.posts().create(studio.as("maya"), Studio.form("acme-corp", "A draft"));
        Studio elsewhere = new Studio(approvals);
        Post foreign = elsewhere.waiting("acme-corp", "Elsewhere");
        reader.unlock(studio);
        for (String id : List.of(draft.id().value(), foreign.id().value(), "nothing", "%20", "a".repeat(65))) {
            var answer = reader.get("/posts/" + id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.text()).contains("This post is not here").doesNotContain("A draft", "Elsewhere");
        }
        assertThat(reader.get("/posts").text()).contains("Nothing waits for you");
        assertThat(reader.get("/posts?show=decided").text()).contains("Nothing decided yet");
    }

    @Test
    void hostile_words_stay_words() {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*7}</textarea>&amp;\u202Eevil";
        Post post = studio.submitted(new PostForm(
                new Target(new Channel("X"), hostile),
                hostile,
                "https://example.com/?a=%22%3E%3Cscript%3E",
                List.of(new Media("https://cdn.example/a.png?x=%22onload=%22", Media.Type.IMAGE, hostile, null)),
                null,
                Studio.BERLIN,
                hostile,
                List.of(hostile),
                null,
                // In notes nothing may turn the direction of what follows (S-69).
                hostile.replace("\u202E", ""),
                Release.MANUAL,
                false,
                List.of(studio.jordans())));
        for (var page : List.of(reader.unlock(studio), reader.get("/posts/" + post.id())))
            assertThat(page.body())
                    .doesNotContain("<script>alert", "<img src=x", "</textarea>&", "onload=\"\"")
                    .contains("&lt;script&gt;alert(1)");
    }

    @Test
    void S_46_the_page_loads_pictures_from_where_the_host_allows_it_alone() {
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withMedia(List.of(
                        new Media("https://cdn.example/ok.png", Media.Type.IMAGE, null, null),
                        new Media("https://posts.example/own.png", Media.Type.IMAGE, "Own", null),
                        new Media("https://posts.example/approval/review/posts/x", Media.Type.IMAGE, null, null),
                        new Media("https://tracker.example/pixel.png", Media.Type.IMAGE, null, null),
                        new Media("http://cdn.example/plain.png", Media.Type.IMAGE, null, null),
                        new Media("https://cdn.example/film.mp4", Media.Type.VIDEO, null, null)))
                .withReviewers(List.of(studio.jordans())));
        String page = reader.unlock(studio).body();
        assertThat(page)
                .contains("<img src=\"https://cdn.example/ok.png\"", "<img src=\"https://posts.example/own.png\"")
                .doesNotContain("<img src=\"https://posts.example/approval")
                .doesNotContain(
                        "<img src=\"https://tracker.example",
                        "<img src=\"http://cdn",
                        "<img src=\"https://cdn.example/film");
        assertThat(page).contains("href=\"https://tracker.example/pixel.png\"").contains("could still change");
        assertThat(reader.get("/posts/" + post.id()).body()).contains("<img src=\"https://cdn.example/ok.png\"");
    }

    @Test
    void a_card_says_who_wrote_the_note_when_it_goes_out_and_how_long_there_is_time() {
        studio.submitted(new PostForm(
                new Target(new Channel("COMPANY_BLOG"), "blog"),
                "Words",
                "https://www.example.com/why?x=1",
                List.of(),
                hands.instant().plusSeconds(86_400),
                Studio.BERLIN,
                "product",
                List.of("spring"),
                null,
                "Please check the figures",
                Release.MANUAL,
                false,
                List.of(studio.jordans())));
        assertThat(reader.unlock(studio).text())
                .contains("Company blog", "Note from Maya Okafor", "Please check the figures", "www.example.com")
                .contains("Europe/Berlin", "product", "#spring", "For " + studio.workspace, "as Jordan Smith");
    }

    @Test
    void notes_for_everyone_are_read_by_the_other_reviewers() {
        Post post = studio.waitingForBoth("acme-corp", "Hello");
        approvals
                .reviews()
                .decide(
                        studio.as("lena"),
                        new DecisionForm(
                                post.id(), 1, null, Verdict.APPROVE, "Fine by law", Visibility.EVERYONE, null, null));
        reader.unlock(studio);
        assertThat(reader.get("/posts/" + post.id()).text()).contains("Another reviewer", "Fine by law");
    }

    @Test
    void a_long_list_comes_in_parts() {
        for (int i = 0; i < 60; i++) studio.waiting("account-" + i, "Caption " + i);
        var first = reader.unlock(studio);
        assertThat(Reader.boxes(first, false)).hasSize(20);
        assertThat(first.text()).contains("60 posts wait for you");
        var second = reader.get(next(first));
        assertThat(Reader.boxes(second, false)).hasSize(20).doesNotContainAnyElementsOf(Reader.boxes(first, false));
        var third = reader.get(next(second));
        assertThat(Reader.boxes(third, false)).hasSize(20).doesNotContainAnyElementsOf(Reader.boxes(second, false));
        assertThat(third.body()).doesNotContain("data-next");
        for (String foreign : List.of("nonsense", "a".repeat(501), "now+b+", "2026-12-01T09:00:00Z++", "++nonsense"))
            assertThat(reader.get("/posts?cursor=" + foreign).status())
                    .as(foreign)
                    .isEqualTo(400);
    }

    @Test
    void what_goes_out_first_comes_first_and_what_has_no_time_last() {
        Instant now = hands.instant();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            // Neither as they were made nor the other way round.
            int place = i * 7 % 45;
            Instant at = place < 35 ? now.plus(Duration.ofHours(1 + place)) : null;
            studio.submitted(Studio.form("account-" + place, "Caption " + place)
                    .withSchedule(at, Studio.BERLIN)
                    .withReviewers(List.of(studio.jordans())));
        }
        for (int i = 0; i < 35; i++) expected.add("account-" + i);
        var page = reader.unlock(studio);
        List<String> seen = new ArrayList<>(accounts(page));
        while (page.body().contains("data-next")) {
            page = reader.get(next(page));
            seen.addAll(accounts(page));
        }
        assertThat(seen).startsWith(expected.toArray(String[]::new)).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void more_than_two_hundred_posts_are_all_shown_each_once_a_stretch_after_the_other() {
        for (int i = 0; i < 205; i++) studio.waiting("account-" + i, "Caption " + i);
        var page = reader.unlock(studio);
        assertThat(page.text()).contains("Waiting for you");
        List<String> seen = new ArrayList<>(accounts(page));
        while (page.body().contains("data-next")) {
            page = reader.get(next(page));
            seen.addAll(accounts(page));
        }
        assertThat(seen).hasSize(205).doesNotHaveDuplicates();
    }

    @Test
    void what_is_decided_meanwhile_moves_nothing_past_the_reader() {
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < 30; i++)
            posts.add(studio.submitted(Studio.form("account-" + i, "Caption")
                    .withSchedule(hands.instant().plus(Duration.ofHours(1 + i)), Studio.BERLIN)
                    .withReviewers(List.of(studio.jordans()))));
        var first = reader.unlock(studio);
        var form = Reader.form(first, posts.get(3).id().value(), "value=\"APPROVE\"");
        form.addAll(Reader.fields("verdict", "APPROVE"));
        reader.post("/decisions", form);
        assertThat(accounts(reader.get(next(first)))).startsWith("account-20").hasSize(10);
    }

    @Test
    void a_list_of_fifty_takes_no_more_reads_than_a_list_of_two() {
        reader.unlock(studio);
        studio.waitingForBoth("acme", "One");
        Post noted = studio.waitingForBoth("acme", "Two");
        approvals
                .reviews()
                .decide(
                        studio.as("lena"),
                        new DecisionForm(
                                noted.id(), 1, null, Verdict.APPROVE, "Fine", Visibility.EVERYONE, null, null));
        int few = reads("/posts");
        for (int i = 0; i < 48; i++) {
            Post post = studio.waitingForBoth("acme", "More " + i);
            approvals.reviews().decide(studio.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Fine"));
        }
        assertThat(reads("/posts")).isEqualTo(few).isLessThanOrEqualTo(6);
    }

    @Test
    void a_fault_of_ours_is_told_without_its_reason_and_what_a_form_did_stays_open() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), "value=\"APPROVE\"");
        form.addAll(Reader.fields("verdict", "APPROVE"));
        trips.fail("commit");
        try {
            var answer = reader.post("/decisions", form);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .contains("It is not known whether this was recorded")
                    .doesNotContain("jdbc");
            trips.fail("assigned");
            var list = reader.get("/posts");
            assertThat(list.status()).isEqualTo(500);
            assertThat(list.text()).contains("This did not work").doesNotContain("jdbc", "IllegalState");
            trips.fail("session");
            assertThat(reader.get("/posts").status()).isEqualTo(500);
        } finally {
            trips.fail("");
        }
        assertThat(reader.post("/decisions", form).text()).contains("1 decision recorded");
    }

    @Test
    void a_stage_that_wants_an_account_says_so_and_takes_nothing() {
        var stage = StageRule.of("legal", 0, List.of(studio.jordans(), ReviewerRef.parse("user:lena")), Quorum.ANY)
                .withDeadline(Duration.ofHours(48), null)
                .withMinAssurance(Assurance.ACCOUNT);
        approvals.routing().put(studio.as("maya"), RoutingPolicy.of(List.of(stage), List.of(), List.of("legal")));
        studio.submitted(Studio.form("acme-corp", "Hello"));
        var list = reader.unlock(studio);
        assertThat(list.text()).contains("The stage “legal” takes decisions of people with an account only");
        assertThat(list.text()).contains("Answer by");
        assertThat(Reader.boxes(list, false)).isEmpty();
        assertThat(list.body()).doesNotContain("value=\"APPROVE\"");
    }

    @Test
    void a_list_in_parts_tells_how_many_posts_there_are() {
        for (int i = 0; i < 30; i++) studio.waiting("account-" + i, "Caption " + i);
        var first = reader.unlock(studio);
        assertThat(first.text()).contains("30 posts wait for you");
        assertThat(Reader.boxes(first, false)).hasSize(20);
        assertThat(Reader.boxes(reader.get(next(first)), false)).hasSize(10);
    }

    /** Of the posts on a page, in their order. */
    private static List<String> accounts(Reader.Answer page) {
        return Pattern.compile("<h2 id=\"name-[^>]*><bdi>(.*?)</bdi>")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String next(Reader.Answer page) {
        return page.body()
                .replaceAll("(?s).*href=\"([^\"]+)\" data-next.*", "$1")
                .replace("&amp;", "&");
    }

    private int reads(String path) {
        int before = trips.count();
        reader.get(path);
        return trips.count() - before;
    }

    @Test
    void after_a_form_its_address_leads_back_to_the_list() {
        var answer = reader.get("/decisions");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/approval/review/posts");
    }
}

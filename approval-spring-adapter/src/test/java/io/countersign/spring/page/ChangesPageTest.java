package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Channel;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Release;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reviewer is shown of a post: as on its channel, with what changed and what comes next. */
class ChangesPageTest extends PageTest {
    private static final String CHANGES = "value=\"REQUEST_CHANGES\"";
    private static final String MOVE = "name=\"scheduledAt\"";

    @Test
    void what_changed_since_the_reader_decided_is_marked_for_eyes_and_ears() {
        Post post = studio.waiting("acme-corp", "Made well by quick hands.");
        reader.unlock(studio);
        assertThat(reader.get("/posts/" + post.id()).body()).doesNotContain("id=\"changes\"");
        refuse(post, "Slower, please", null);
        studio.revised(post, "Made well by patient hands.");
        studio.resubmitted(post);
        var list = reader.get("/posts");
        assertThat(list.body()).contains("/posts/" + post.id() + "#changes\"");
        var page = reader.get("/posts/" + post.id());
        assertThat(page.text())
                .contains("What changed since you decided on version 1", "Removed: quick", "Added: patient");
        assertThat(page.body())
                .contains("quick<span class=\"vh\" dir=\"ltr\"> (end)</span></del>")
                .contains("patient<span class=\"vh\" dir=\"ltr\"> (end)</span></ins>");
    }

    @Test
    void media_that_came_went_or_are_described_anew_are_listed() {
        PostForm form = Studio.form("acme-corp", "Hello").withReviewers(List.of(studio.jordans()));
        Media kept = new Media("https://cdn.example/kept.png", Media.Type.IMAGE, "Before", null);
        Post post = studio.submitted(
                form.withMedia(List.of(kept, new Media("https://cdn.example/old.png", Media.Type.IMAGE, null, null))));
        reader.unlock(studio);
        refuse(post, "Another picture", null);
        approvals
                .posts()
                .edit(
                        studio.as("maya"),
                        post.id(),
                        1,
                        form.withMedia(List.of(
                                new Media("https://cdn.example/kept.png", Media.Type.IMAGE, "After", null),
                                new Media("https://cdn.example/new.png", Media.Type.IMAGE, null, null))));
        studio.resubmitted(post);
        assertThat(reader.get("/posts/" + post.id()).text())
                .contains("New: new.png", "Removed: old.png", "Described anew: kept.png", "Removed: Before");
    }

    @Test
    void a_suggested_text_is_recorded_where_it_is_another_one() {
        Post same = studio.waiting("acme-same", "First line\nsecond line");
        Post other = studio.waiting("acme-other", "First line\nsecond line");
        reader.unlock(studio);
        refuse(same, "Shorter", "First line\r\nsecond line");
        refuse(other, "Shorter", "First line");
        assertThat(reader.get("/posts/" + same.id()).text()).doesNotContain("Suggested text");
        assertThat(reader.get("/posts/" + other.id()).text()).contains("Suggested text First line");
        studio.revised(other, "First line");
        assertThat(studio.resubmitted(other).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void a_long_caption_folds_as_its_channel_does_and_is_there_to_the_last_word() {
        String caption = "word ".repeat(100) + "last";
        studio.submitted(PostForm.of(new Target(new Channel("INSTAGRAM"), "acme"), caption)
                .withReviewers(List.of(studio.jordans())));
        String page = reader.unlock(studio).body();
        assertThat(page).contains("word last</span><details class=\"unfold\">").contains("504 of 2,200 characters");
    }

    @Test
    void a_caption_that_is_too_long_for_its_channel_says_so() {
        studio.submitted(PostForm.of(new Target(new Channel("BLUESKY"), "acme"), "x".repeat(312))
                .withReviewers(List.of(studio.jordans())));
        assertThat(reader.unlock(studio).text()).contains("312 characters, Bluesky takes 300");
    }

    @Test
    void what_comes_next_is_said_in_every_status() {
        Instant time = hands.instant().plus(Duration.ofDays(3));
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withSchedule(time, Studio.BERLIN)
                .withReviewers(List.of(studio.jordans(), ReviewerRef.parse("user:lena"))));
        reader.unlock(studio);
        assertThat(reader.get("/posts/" + post.id()).text())
                .contains("Once everybody has approved, it goes out by itself at its time.")
                .contains("2 approvals are needed");
        refuse(post, "No", null);
        assertThat(reader.get("/posts/" + post.id()).text())
                .contains("Its author works on it. A new version comes to you here.");
    }

    @Test
    void posts_of_a_day_or_a_channel_are_selected_together() {
        Instant first = Instant.parse("2028-06-01T09:00:00Z");
        Post early = studio.submitted(on("X", "one", first));
        Post late = studio.submitted(on("X", "two", first.plus(Duration.ofDays(1))));
        Post other = studio.submitted(on("LINKEDIN", "three", first));
        var list = reader.unlock(studio);
        assertThat(list.text()).contains("Thu 1 Jun 2", "Fri 2 Jun 1", "X 2", "LinkedIn 1");
        assertThat(selected("day:2028-06-01")).containsExactlyInAnyOrder(early, other);
        assertThat(selected("day:2028-06-02")).containsExactly(late);
        assertThat(selected("channel:X")).containsExactlyInAnyOrder(early, late);
        assertThat(selected("all")).hasSize(3);
        assertThat(selected("channel:\"><script>")).isEmpty();
    }

    @Test
    void S_63_a_local_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_asked_about() {
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withSchedule(hands.instant().plus(Duration.ofDays(9)), Studio.BERLIN)
                .withReviewers(List.of(studio.jordans())));
        Instant before = Objects.requireNonNull(post.schedule().at());
        var skipped = Reader.form(reader.unlock(studio), post.id().value(), MOVE);
        skipped.add(Map.entry("scheduledAt", "2028-03-26T02:30"));
        var refused = reader.post("/reschedule", skipped);
        assertThat(refused.text())
                .contains("the clocks in Europe/Berlin jump ahead, and 2028-03-26 02:30 does not exist");
        assertThat(studio.now(post.id()).schedule().at()).isEqualTo(before);

        var twice = Reader.form(refused, post.id().value(), MOVE);
        twice.add(Map.entry("scheduledAt", "2028-10-29T02:30"));
        var asked = reader.post("/reschedule", twice);
        assertThat(asked.body())
                .contains("name=\"offset\" value=\"+02:00\"", "name=\"offset\" value=\"+01:00\"")
                .contains("value=\"2028-10-29T02:30\"");
        assertThat(studio.now(post.id()).schedule().at()).isEqualTo(before);
        var chosen = Reader.form(asked, post.id().value(), MOVE);
        chosen.addAll(fields("scheduledAt", "2028-10-29T02:30", "offset", "+01:00"));
        assertThat(reader.post("/reschedule", chosen).text()).contains("Rescheduled");
        assertThat(studio.now(post.id()).schedule().at()).isEqualTo(Instant.parse("2028-10-29T01:30:00Z"));
    }

    @Test
    void what_was_written_when_the_session_ended_comes_back_to_who_wrote_it() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), CHANGES);
        form.addAll(
                fields("verdict", "REQUEST_CHANGES", "note", "The <logo> is cut off", "suggestion", "Better words"));
        hands.pass(Duration.ofHours(2));
        var answer = reader.post("/decisions", form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("The &lt;logo&gt; is cut off\n\nBetter words</textarea>");
        reader.headers.put("Sec-Fetch-Site", "cross-site");
        reader.headers.put("Origin", "https://evil.example");
        assertThat(reader.post("/decisions", form).body()).doesNotContain("Better words");
    }

    private void refuse(Post post, String note, @Nullable String suggestion) {
        var form = Reader.form(reader.get("/posts/" + post.id()), post.id().value(), CHANGES);
        form.addAll(fields("verdict", "REQUEST_CHANGES", "note", note));
        if (suggestion != null) form.add(Map.entry("suggestion", suggestion));
        assertThat(reader.post("/decisions", form).text()).contains("1 decision recorded");
    }

    private PostForm on(String channel, String account, Instant at) {
        return new PostForm(
                new Target(new Channel(channel), account),
                "Hello",
                null,
                List.of(),
                at,
                Studio.BERLIN,
                null,
                List.of(),
                null,
                null,
                Release.MANUAL,
                false,
                List.of(studio.jordans()));
    }

    private List<Post> selected(String which) {
        String query = URLEncoder.encode(which, StandardCharsets.UTF_8);
        var page = reader.get("/posts?show=waiting&select=" + query);
        return Reader.boxes(page, true).stream()
                .map(box -> studio.now(Ticket.parse(box).post()))
                .toList();
    }
}

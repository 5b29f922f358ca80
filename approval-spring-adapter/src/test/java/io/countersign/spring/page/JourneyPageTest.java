package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DecisionForm;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person does with the page, without script. */
class JourneyPageTest extends PageTest {
    private static final String APPROVE = "value=\"APPROVE\"";
    private static final String CHANGES = "value=\"REQUEST_CHANGES\"";
    private static final String MOVE = "name=\"scheduledAt\"";

    @Test
    void unlock_see_what_waits_approve_several_and_find_them_decided() {
        Post first = studio.waiting("acme-one", "First caption");
        Post second = studio.waiting("acme-two", "Second caption");
        Post third = studio.waiting("acme-three", "Third caption");
        var list = reader.unlock(studio);
        assertThat(list.text()).contains("3 posts wait for you", "First caption", "Second caption", "Third caption");
        var everything = reader.get("/posts?show=waiting&select=all");
        assertThat(Reader.boxes(everything, true)).hasSize(3);
        assertThat(Reader.boxes(list, true)).isEmpty();

        var form = Reader.bulk(list);
        Reader.boxes(list, false).stream()
                .filter(box -> !box.startsWith(third.id().value()))
                .forEach(box -> form.add(Map.entry("post", box)));
        form.addAll(fields("note", "", "verdict", "APPROVE"));
        var answer = reader.post("/decisions", form);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("2 decisions recorded", "LinkedIn · acme-one Approved", "LinkedIn · acme-two Approved")
                .contains("1 post waits for you");
        assertThat(studio.now(first.id()).status()).isEqualTo(PostStatus.APPROVED);
        assertThat(studio.now(second.id()).status()).isEqualTo(PostStatus.APPROVED);
        assertThat(studio.now(third.id()).status()).isEqualTo(PostStatus.IN_REVIEW);

        var decided = reader.get("/posts?show=decided");
        assertThat(decided.text())
                .contains("You approved version 1", "First caption", "Second caption")
                .doesNotContain("Third caption");
        assertThat(decided.body()).contains("data-count=\"waiting\">1<", "data-count=\"decided\">2<");
    }

    @Test
    void S_67_the_same_form_again_shows_the_same_and_decides_nothing() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), APPROVE);
        form.add(Map.entry("verdict", "APPROVE"));
        var first = reader.post("/decisions", form);
        long recorded = studio.record().size();
        var again = reader.post("/decisions", form);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("1 decision recorded", "acme-corp Approved");
        assertThat(first.text()).contains("1 decision recorded", "acme-corp Approved");
        assertThat(studio.record()).hasSize((int) recorded);
        form.removeIf(field -> field.getKey().equals("verdict"));
        form.addAll(fields("verdict", "REJECT", "note", "no"));
        assertThat(reader.post("/decisions", form).status()).isEqualTo(422);
    }

    @Test
    void S_67_two_quick_clicks_are_one_decision() {
        Post post = studio.waitingForBoth("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), APPROVE);
        form.add(Map.entry("verdict", "APPROVE"));
        var clicks = IntStream.range(0, 8)
                .mapToObj(click -> CompletableFuture.supplyAsync(() -> reader.post("/decisions", form)))
                .toList();
        for (var click : clicks) {
            assertThat(click.join().status()).isEqualTo(200);
            assertThat(click.join().text()).contains("1 decision recorded").doesNotContain("not recorded");
        }
        assertThat(studio.recorded("post.decided")).isOne();
    }

    @Test
    void S_66_a_decision_that_was_made_before_is_shown_as_done() {
        Post post = studio.waiting("acme-corp", "Hello");
        var list = reader.unlock(studio);
        var form = Reader.form(list, post.id().value(), APPROVE);
        form.add(Map.entry("verdict", "APPROVE"));
        reader.post("/decisions", form);
        form.removeIf(field -> field.getKey().equals("idempotencyKey"));
        var answer = reader.post("/decisions", form);
        assertThat(answer.text()).contains("acme-corp Recorded before");
        assertThat(answer.body()).contains("class=\"yes\"");
    }

    @Test
    void asking_for_changes_carries_the_note_to_the_record() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), CHANGES);
        form.addAll(fields("verdict", "REQUEST_CHANGES", "note", "Line one\r\nline <two>"));
        assertThat(reader.post("/decisions", form).text()).contains("acme-corp Asked for changes");
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
        assertThat(approvals.posts().texts(studio.as("maya"), List.of(post)).values())
                .contains("Line one\nline <two>");
        assertThat(reader.get("/posts?show=decided").body()).contains("Line one\nline &lt;two&gt;");
    }

    @Test
    void a_refusal_without_a_note_comes_back_with_its_form_open() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), CHANGES);
        form.addAll(fields("verdict", "REQUEST_CHANGES", "note", "   "));
        var answer = reader.post("/decisions", form);
        assertThat(answer.text()).contains("1 not recorded", "Please write a note");
        assertThat(answer.body()).contains("<details class=\"act\" name=\"act-" + post.id() + "\" open>");
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void S_56_a_version_that_nobody_saw_is_not_approved_and_not_selected_again() {
        Post stale = studio.waiting("acme-stale", "Old words");
        Post fine = studio.waiting("acme-fine", "Hello");
        var list = reader.unlock(studio);
        studio.revised(stale, "New words");
        studio.resubmitted(stale);
        var form = Reader.bulk(list);
        Reader.boxes(list, false).forEach(box -> form.add(Map.entry("post", box)));
        form.addAll(fields("note", "All of them", "verdict", "REQUEST_CHANGES"));
        var answer = reader.post("/decisions", form);
        assertThat(answer.text())
                .contains("1 decision recorded · 1 not recorded", "This post was changed", "New words", "All of them");
        assertThat(Reader.boxes(answer, true)).isEmpty();
        assertThat(studio.now(stale.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(studio.now(fine.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
    }

    @Test
    void what_was_typed_in_a_refused_form_is_still_there() {
        Post post = studio.waiting("acme-corp", "Old words");
        var form = Reader.form(reader.unlock(studio), post.id().value(), CHANGES);
        studio.revised(post, "New words");
        studio.resubmitted(post);
        form.addAll(fields("verdict", "REQUEST_CHANGES", "note", "The <logo> is cut off"));
        var answer = reader.post("/decisions", form);
        assertThat(answer.body()).contains("The &lt;logo&gt; is cut off</textarea>");
        assertThat(answer.text()).contains("This post was changed");
    }

    @Test
    void a_version_that_was_not_submitted_is_never_shown() {
        Post post = studio.waiting("acme-corp", "Submitted words");
        reader.unlock(studio);
        studio.revised(post, "Words in the making");
        var decided = reader.get("/posts?show=decided");
        var one = reader.get("/posts/" + post.id());
        for (var page : List.of(decided, one)) {
            assertThat(page.text())
                    .contains("Submitted words", "A newer version is being written")
                    .doesNotContain("Words in the making");
            assertThat(page.body())
                    .doesNotContain("action=\"/approval/review/decisions\" data-send=\"decisions\">\n<input");
        }
        studio.resubmitted(post);
        assertThat(reader.get("/posts").text()).contains("Words in the making").doesNotContain("Submitted words");
    }

    @Test
    void S_63_a_new_time_is_in_the_posts_zone_and_never_in_the_past() {
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withSchedule(hands.instant().plus(Duration.ofDays(9)), Studio.BERLIN)
                .withReviewers(List.of(studio.jordans())));
        var list = reader.unlock(studio);
        var form = Reader.form(list, post.id().value(), MOVE);
        form.add(Map.entry("scheduledAt", "2027-07-01T10:30"));
        var answer = reader.post("/reschedule", form);
        assertThat(answer.text()).contains("Rescheduled", "Thu 1 Jul 2027, 10:30");
        assertThat(studio.now(post.id()).schedule().at()).isEqualTo(Instant.parse("2027-07-01T08:30:00Z"));
        long recorded = studio.record().size();
        assertThat(reader.post("/reschedule", form).text()).contains("Rescheduled");
        assertThat(studio.record()).hasSize((int) recorded);

        var past = Reader.form(answer, post.id().value(), MOVE);
        past.add(Map.entry("scheduledAt", "2020-01-01T10:00"));
        var refused = reader.post("/reschedule", past);
        assertThat(refused.text()).contains("1 not recorded", "Please give a date and a time in the future");
        assertThat(refused.body()).contains("value=\"2020-01-01T10:00\"");
        assertThat(studio.now(post.id()).schedule().at()).isEqualTo(Instant.parse("2027-07-01T08:30:00Z"));
    }

    @Test
    void a_post_is_moved_and_approved_in_one() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), MOVE);
        form.addAll(fields("scheduledAt", "2027-07-01T10:30", "verdict", "APPROVE"));
        assertThat(reader.post("/decisions", form).text()).contains("1 decision recorded");
        Post after = studio.now(post.id());
        assertThat(after.status()).isEqualTo(PostStatus.SCHEDULED);
        assertThat(after.schedule().at()).isEqualTo(Instant.parse("2027-07-01T10:30:00Z"));
    }

    @Test
    void a_decision_can_be_changed_while_the_stage_is_open() {
        Post post = studio.waitingForBoth("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), APPROVE);
        form.add(Map.entry("verdict", "APPROVE"));
        reader.post("/decisions", form);
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        var decided = reader.get("/posts?show=decided");
        assertThat(decided.text()).contains("You approved version 1", "Change my decision");
        var other = Reader.form(decided, post.id().value(), CHANGES);
        other.addAll(fields("verdict", "REQUEST_CHANGES", "note", "On second thought"));
        reader.post("/decisions", other);
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
        assertThat(reader.get("/posts?show=decided").text()).contains("You asked for changes to version 1");
    }

    @Test
    void a_change_of_mind_that_was_refused_is_shown_with_what_was_typed() {
        Post post = studio.waitingForBoth("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), APPROVE);
        form.add(Map.entry("verdict", "APPROVE"));
        reader.post("/decisions", form);
        var other = Reader.form(reader.get("/posts?show=decided"), post.id().value(), CHANGES);
        other.addAll(fields("verdict", "REQUEST_CHANGES", "note", "n".repeat(4001)));
        var answer = reader.post("/decisions", other);
        assertThat(answer.text()).contains("What you wrote cannot be kept", "Change my decision");
        assertThat(answer.body()).contains("n".repeat(4001) + "</textarea>");
    }

    @Test
    void a_colleagues_decision_counts_as_one_other_person() {
        Post post = studio.waitingForBoth("acme-corp", "Hello");
        approvals.reviews().decide(studio.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, "For us alone"));
        var list = reader.unlock(studio);
        assertThat(list.text()).contains("1 other person has decided").doesNotContain("Lena", "lena", "For us alone");
        var one = reader.get("/posts/" + post.id());
        assertThat(one.text()).contains("Another reviewer", "Approved").doesNotContain("Lena", "lena", "For us alone");
    }

    @Test
    void S_43_revoking_ends_the_session_on_the_very_next_page() {
        Post post = studio.waiting("acme-corp", "Hello");
        var list = reader.unlock(studio);
        studio.revoke();
        var form = Reader.form(list, post.id().value(), APPROVE);
        form.add(Map.entry("verdict", "APPROVE"));
        for (var answer :
                List.of(reader.post("/decisions", form), reader.get("/posts"), reader.get("/posts/" + post.id()))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).contains("Your session has ended").doesNotContain("Hello", "Jordan");
        }
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void S_42_an_hour_without_use_ends_the_session() {
        reader.unlock(studio);
        hands.pass(Duration.ofMinutes(59));
        assertThat(reader.get("/posts").status()).isEqualTo(200);
        hands.pass(Duration.ofMinutes(59));
        assertThat(reader.get("/posts").status()).isEqualTo(200);
        hands.pass(Duration.ofMinutes(60));
        assertThat(reader.get("/posts").status()).isEqualTo(401);
    }
}

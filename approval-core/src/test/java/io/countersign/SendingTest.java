package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.office.Office;
import io.countersign.identity.LinkId;
import io.countersign.identity.ReviewerRef;
import io.countersign.notice.Letter;
import io.countersign.notice.QuietHours;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When letters go out, and what becomes of those that cannot. */
class SendingTest extends NoticeTest {
    @Test
    void what_was_settled_within_the_window_is_never_announced() {
        legalSeesEverything();
        Post decided = submitted("Decided");
        decide("lena", decided, Verdict.REQUEST_CHANGES);
        again(decided.id());
        Post edited = submitted("Edited");
        edit(edited, "Edited twice");
        Post withdrawn = submitted("Withdrawn");
        office.approvals.posts().withdraw(office.as("maya"), withdrawn.id());
        windowPasses();
        assertThat(postbox.collect())
                .as("of the new round only, and of no refusal that was answered")
                .hasSize(2)
                .allSatisfy(
                        letter -> assertThat(((Letter.ToUser) letter).news()).hasSize(1));
    }

    @Test
    void it_is_checked_for_each_person_just_before_their_letter_is_sent() {
        legalSeesEverything();
        Post post = submitted("Hello");
        postbox.afterwards(() -> {
            postbox.afterwards(() -> {});
            decide("lena", post, Verdict.APPROVE);
        });
        windowPasses();
        assertThat(postbox.told()).as("one of two, whoever was first").hasSize(1);
    }

    @Test
    void reviewers_are_told_that_a_round_is_over_once_they_know_of_it_unless_another_asks_them_already() {
        legalSeesEverything();
        Post post = submitted("Hello");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW", "user:lou REVIEW");
        edit(post, "Better");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena SUPERSEDED", "user:lou SUPERSEDED");
        again(post.id());
        windowPasses();
        postbox.collect();
        edit(office.now(post.id()), "Best");
        again(post.id());
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW", "user:lou REVIEW");
    }

    @Test
    void one_letter_a_person_and_window_however_busy_the_workspace_is() {
        office.wanting(stage("two", 0, Quorum.ANY, "user:lena", "user:vera"));
        for (int i = 0; i < 10; i++) {
            submitted("Post " + i);
            pass(Duration.ofMinutes(1));
        }
        List<Letter> letters = postbox.collect();
        assertThat(letters.stream().filter(letter -> letter.to().person().ref().equals("user:lena")))
                .hasSizeLessThanOrEqualTo(2);
        windowPasses();
        int all = letters.stream()
                        .mapToInt(letter -> ((Letter.ToUser) letter).news().size())
                        .sum()
                + postbox.collect().stream()
                        .mapToInt(letter -> ((Letter.ToUser) letter).news().size())
                        .sum();
        assertThat(all).isEqualTo(20);
    }

    @Test
    void who_is_told_early_because_of_something_older_is_not_told_the_same_again_and_others_get_theirs_in_time() {
        office.wanting(stage("legal", 0, Quorum.ALL, "group:legal", "user:lena"));
        submitted("First");
        clock.pass(Duration.ofMinutes(4));
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        submitted("Second");
        pass(Duration.ofMinutes(1));
        assertThat(postbox.told()).containsExactly("user:lena REVIEW REVIEW", "user:lou REVIEW REVIEW");
        windowPasses();
        assertThat(postbox.told()).isEmpty();
    }

    @Test
    void in_quiet_hours_a_letter_waits_for_their_end_by_its_recipients_clock() {
        quiet();
        people.lives("lena", "Asia/Tokyo");
        people.lives("lou", "America/New_York");
        legalSeesEverything();
        clock.set(Instant.parse("2026-03-02T13:00:00Z"));
        submitted("Hello");
        windowPasses();
        assertThat(postbox.told()).as("22:05 in Tokyo, 8:05 in New York").containsExactly("user:lou REVIEW");
        submitted("Another");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lou REVIEW");
        assertThat(store.takeNotices(terms().lease(), 10))
                .as("nothing is due before the morning")
                .isEmpty();
        clock.set(Instant.parse("2026-03-02T21:59:59Z"));
        office.approvals.tick();
        assertThat(postbox.told()).isEmpty();
        clock.set(Instant.parse("2026-03-02T22:00:00Z"));
        office.approvals.tick();
        assertThat(postbox.told()).as("7:00 in Tokyo").containsExactly("user:lena REVIEW REVIEW");
    }

    @Test
    void quiet_hours_end_by_the_clock_on_the_wall_also_in_the_night_in_which_it_is_changed() {
        quiet();
        people.lives("lena", "Europe/Berlin");
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        clock.set(Instant.parse("2026-03-28T22:00:00Z"));
        submitted("Before the clocks go forward");
        windowPasses();
        clock.set(Instant.parse("2026-03-29T04:59:59Z"));
        office.approvals.tick();
        assertThat(postbox.told()).isEmpty();
        clock.set(Instant.parse("2026-03-29T05:00:00Z"));
        office.approvals.tick();
        assertThat(postbox.told()).as("7:00 in summer").containsExactly("user:lena REVIEW");
    }

    @Test
    void one_whose_mail_is_broken_keeps_nobody_else_waiting_and_is_tried_again_ever_more_seldom() {
        legalSeesEverything();
        postbox.breaks("user:lena");
        submitted("Hello");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lou REVIEW");
        assertThat(postbox.tried()).isEqualTo(2);
        office.approvals.tick();
        assertThat(postbox.tried()).as("not at once").isEqualTo(2);
        pass(Duration.ofMinutes(1));
        assertThat(postbox.tried()).isEqualTo(3);
        pass(Duration.ofMinutes(1));
        assertThat(postbox.tried()).as("the second pause is twice as long").isEqualTo(3);
        pass(Duration.ofMinutes(1));
        assertThat(postbox.tried()).isEqualTo(4);
        postbox.mends("user:lena");
        pass(Duration.ofMinutes(4));
        assertThat(postbox.told()).containsExactly("user:lena REVIEW");
    }

    @Test
    void what_comes_up_meanwhile_waits_with_what_failed() {
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        postbox.breaks("user:lena");
        submitted("Hello");
        windowPasses();
        for (int pause : new int[] {1, 2, 4}) pass(Duration.ofMinutes(pause));
        assertThat(postbox.tried()).isEqualTo(4);
        submitted("More");
        windowPasses();
        assertThat(postbox.tried()).as("within the pause of eight minutes").isEqualTo(4);
        postbox.mends("user:lena");
        pass(Duration.ofMinutes(3));
        assertThat(postbox.told()).containsExactly("user:lena REVIEW REVIEW");
    }

    @Test
    void a_letter_is_given_up_after_its_last_attempt() {
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        postbox.breaks("user:lena");
        submitted("Hello");
        for (int i = 0; i < 50; i++) pass(Duration.ofHours(4));
        assertThat(postbox.tried()).isEqualTo(terms().attempts());
        assertThat(store.takeNotices(Duration.ofMinutes(5), 10)).isEmpty();
    }

    @Test
    void a_crash_between_sending_and_settling_repeats_the_letter_under_its_id() {
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        submitted("Hello");
        postbox.afterwards(() -> {
            throw new Crash();
        });
        assertThatThrownBy(this::windowPasses).isInstanceOf(Crash.class);
        postbox.afterwards(() -> {});
        office.approvals.tick();
        List<Letter> before = postbox.collect();
        assertThat(before).as("its lease is not over").hasSize(1);
        pass(terms().lease());
        List<Letter> after = postbox.collect();
        assertThat(after).extracting(Letter::id).containsExactly(before.get(0).id());
        assertThat(after.get(0).id()).matches("[A-Za-z0-9-]{10,}");
    }

    @Test
    void a_directory_that_fails_delays_a_letter_and_loses_none() {
        legalSeesEverything();
        submitted("Hello");
        people.fails("lena", true);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lou REVIEW");
        people.fails("lena", false);
        pass(Duration.ofMinutes(1));
        assertThat(postbox.told()).containsExactly("user:lena REVIEW");
    }

    @Test
    void no_letter_holds_a_secret_nor_tells_an_approver_without_account_what_it_is_about() {
        ReviewerRef.Approver client = (ReviewerRef.Approver) office.clientRef();
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        office.wanting(stage("client", 0, Quorum.ANY, client.toString()));
        submitted("Top secret merger");
        windowPasses();
        Letter letter = postbox.collect().get(0);
        LinkId id = link.link().id();
        assertThat(((Letter.ToApprover) letter).page()).endsWith("/review/" + id);
        assertThat(letter.toString())
                .doesNotContain("merger")
                .doesNotContain(link.token().reveal())
                .doesNotContain(link.token().reveal().substring(id.value().length() + 1));
    }

    @Test
    void without_a_notifier_nothing_is_kept_to_be_told() {
        Office silent = new Office(store, clock);
        silent.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        Post draft = silent.draft("Hello");
        silent.approvals.posts().submit(silent.as("maya"), draft.id(), null);
        clock.pass(Duration.ofHours(1));
        silent.approvals.tick();
        assertThat(store.takeNotices(Duration.ofMinutes(5), 10)).isEmpty();
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private void quiet() {
        office = office(terms().quiet(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0))));
    }
}

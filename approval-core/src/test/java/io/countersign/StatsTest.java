package io.countersign;

import static io.countersign.contract.StageFixture.aPolicy;
import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.contract.office.Office.LINKEDIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.approver.Approver;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of an office in which legal has a day, and the boss comes after. */
class StatsTest extends OfficeTest {
    private Instant start;

    @BeforeEach
    void legal_has_a_day() {
        office.wanting(aPolicy(
                aStage("legal").of("group:legal").within(Duration.ofHours(24)),
                aStage("boss").of("user:vera").after(0)));
        start = cut(clock.instant());
    }

    @Test
    void times_to_decision_are_told_by_stage_as_median_and_ninetieth_percentile() {
        for (int hours = 1; hours <= 10; hours++) {
            Post post = submitted(form());
            clock.pass(Duration.ofHours(hours));
            approve(post, "lena");
            clock.pass(Duration.ofMinutes(5));
            approve(post, "lou");
            clock.pass(Duration.ofMinutes(5));
            approve(post, "vera");
        }
        assertThat(stats().stages())
                .containsExactly(
                        new Statistics.Stage("boss", 10, Duration.ofMinutes(10), Duration.ofMinutes(10), 0, 0),
                        new Statistics.Stage("legal", 10, Duration.ofHours(5), Duration.ofHours(9), 0, 0));
    }

    @Test
    void a_period_has_the_decisions_from_its_begin_until_before_its_end() {
        Post post = submitted(form());
        clock.pass(Duration.ofHours(1));
        Instant decided = cut(clock.instant());
        approve(post, "lena");
        clock.pass(Duration.ofHours(1));
        assertThat(stats(start, decided).stages()).isEmpty();
        assertThat(stats(decided.minusSeconds(1), decided.plusNanos(1000)).stages())
                .hasSize(1);
        assertThat(stats(decided, decided.plusSeconds(1)).stages()).hasSize(1);
        assertThat(stats(decided.plusNanos(1000), decided.plusSeconds(1)).stages())
                .isEmpty();
    }

    @Test
    void an_approval_that_was_carried_over_is_no_decision() {
        Post post = submitted(form());
        office.approvals
                .reviews()
                .decide(
                        office.as("lena"),
                        new DecisionForm(
                                post.id(),
                                1,
                                null,
                                Verdict.REQUEST_CHANGES,
                                "shorter",
                                null,
                                null,
                                new DecisionForm.Suggested("Hi")));
        clock.pass(Duration.ofHours(1));
        submit(edit(office.now(post.id()), PostForm.of(LINKEDIN, "Hi")));
        assertThat(entries(post.id(), "post.decided")).hasSize(2);
        assertThat(stats().stages()).extracting(Statistics.Stage::decisions).containsExactly(1L);
    }

    @Test
    void decisions_too_fast_to_have_read_it_are_counted() {
        Approver dana = office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Dana", null));
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(dana.id()));
        office.wanting(aPolicy(aStage("client").of("approver:" + dana.id())));
        Post unseen = submitted(form());
        Post read = submitted(form());
        Post glanced = submitted(form());
        clock.pass(Duration.ofSeconds(2));
        approve(opened(link), unseen);
        clock.pass(Duration.ofHours(1));
        view(opened(link), read);
        clock.pass(Duration.ofMinutes(1));
        view(opened(link), read);
        view(opened(link), glanced);
        clock.pass(Duration.ofSeconds(3));
        approve(opened(link), glanced);
        approve(opened(link), read);
        assertThat(stats().stages())
                .extracting(Statistics.Stage::decisions, Statistics.Stage::faster)
                .containsExactly(tuple(3L, 2L));
    }

    @Test
    void what_is_overdue_now_is_counted_whatever_the_period() {
        submitted(form());
        submitted(form());
        approve(submitted(form()), "lena");
        clock.pass(Duration.ofHours(24));
        submitted(form());
        Statistics stats = stats(start, start.plusNanos(1000));
        assertThat(stats.overdue()).isEqualTo(2);
        assertThat(stats.stages())
                .containsExactly(new Statistics.Stage("legal", 1, Duration.ZERO, Duration.ZERO, 1, 2));
        assertThat(stats(start.plusSeconds(1), start.plusSeconds(2)).stages())
                .containsExactly(new Statistics.Stage("legal", 0, null, null, 0, 2));
    }

    @Test
    void posts_are_counted_by_the_status_they_have_now_and_rounds_by_the_posts_of_the_period() {
        office.draft("draft");
        Post post = submitted(form());
        decide(post, "lena", Verdict.REQUEST_CHANGES);
        submit(edit(office.now(post.id()), PostForm.of(LINKEDIN, "better")));
        submitted(form());
        clock.pass(Duration.ofHours(1));
        Statistics stats = stats();
        assertThat(stats.posts()).isEqualTo(Map.of(PostStatus.DRAFT, 1L, PostStatus.IN_REVIEW, 2L));
        assertThat(stats.rounds()).isEqualTo(new Statistics.Rounds(2, 1.5, 2));
        Instant now = clock.instant();
        assertThat(stats(now, now.plusSeconds(1)).rounds()).isEqualTo(new Statistics.Rounds(0, 0, 0));
    }

    @Test
    void a_period_ends_after_it_begins_and_is_no_longer_than_a_leap_year() {
        Instant year = start.plus(Duration.ofDays(366));
        assertThat(stats(start, year).to()).isEqualTo(year);
        refused(start, year.plusNanos(1000), "to: must be at most 366 days");
        refused(start, start, "to: must be after 'from'");
        refused(start, start.minusSeconds(1), "to: must be after 'from'");
        refused(start.plusNanos(1), start.plusNanos(2), "to: must be after 'from'");
        refused(Instant.MIN, start, "from: must be from 1970 to 9999");
        refused(start, Instant.MAX, "to: must be from 1970 to 9999");
    }

    @Test
    void a_period_with_too_many_decisions_is_refused_with_what_to_do() {
        for (int i = 0; i < 3; i++) approve(submitted(form()), "lena");
        Instant now = clock.instant();
        Stats stats = office.approvals.stats();
        assertThat(stats.of(office.as("admin"), start, now.plusSeconds(1), 3).stages())
                .hasSize(1);
        assertThatThrownBy(() -> stats.of(office.as("admin"), start, now.plusSeconds(1), 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("from: the period has more than 2 decisions; ask for a shorter one");
    }

    @Test
    void figures_need_the_right_to_read_the_record() {
        Stats stats = office.approvals.stats();
        assertThatThrownBy(() -> stats.of(office.as("lena"), start, start.plusSeconds(1)))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("audit:read");
        assertThatThrownBy(() -> stats.of(office.client(), start, start.plusSeconds(1)))
                .isInstanceOf(NotFoundException.class);
    }

    private void refused(Instant from, Instant to, String why) {
        assertThatThrownBy(() -> stats(from, to))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }

    private Statistics stats() {
        return stats(start, clock.instant().plusSeconds(1));
    }

    private Statistics stats(Instant from, Instant to) {
        return office.approvals.stats().of(office.as("admin"), from, to);
    }

    private ReviewSession opened(IssuedLink link) {
        return office.approvals
                .sessions()
                .unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
    }

    private void approve(ReviewSession session, Post post) {
        office.approvals.reviews().decide(session.call(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
    }

    private void view(ReviewSession session, Post post) {
        office.approvals.sessions().viewed(session, post, 1, post.version().digest());
    }
}

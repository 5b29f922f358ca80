package io.countersign;

import static io.countersign.contract.StageFixture.aPolicy;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.contract.StageFixture;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Outlook.Holdup;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Posts that will miss their slots if everything takes as long as it usually does. */
class AtRiskTest extends OfficeTest {
    private static final StageFixture LEGAL = aStage("legal").of("group:legal");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void without_experience_and_deadline_a_stage_is_expected_to_take_a_day() {
        Post risky = inReview(DAY);
        inReview(DAY.plusNanos(1000));
        Instant now = cut(clock.instant());
        assertThat(atRisk(PageRequest.FIRST))
                .isEqualTo(new Page<>(
                        List.of(new AtRisk(
                                risky, now.plus(DAY), now.plus(DAY), List.of(new Holdup("legal", DAY, DAY)))),
                        null));
    }

    @Test
    void without_experience_a_stage_is_expected_to_use_its_deadline() {
        office.wanting(aPolicy(
                LEGAL.within(Duration.ofHours(3)),
                aStage("boss").of("user:vera").after(0)));
        inReview(Duration.ofHours(28));
        Post risky = inReview(Duration.ofHours(26));
        assertThat(risks()).containsExactly(risky.id());
        assertThat(atRisk(PageRequest.FIRST).items().get(0).holdups())
                .extracting(Holdup::stage, Holdup::usual)
                .containsExactly(tuple("legal", Duration.ofHours(3)), tuple("boss", DAY));
        approve(risky, "lena");
        assertThat(risks()).as("a day is left for the boss").isEmpty();
    }

    @Test
    void five_decisions_are_experience_and_four_are_none() {
        Post post = inReview(Duration.ofHours(2));
        decideAfter(3, Duration.ofMinutes(20));
        decideAfter(1, Duration.ofMinutes(40));
        clock.pass(Duration.ofSeconds(1));
        assertThat(risks()).containsExactly(post.id());
        decideAfter(1, Duration.ofMinutes(6));
        clock.pass(Duration.ofSeconds(1));
        assertThat(risks()).isEmpty();
        Post close = inReview(Duration.ofMinutes(20));
        assertThat(atRisk(PageRequest.FIRST).items())
                .extracting(AtRisk::post, risk -> risk.holdups().get(0).usual())
                .containsExactly(tuple(close, Duration.ofMinutes(20)));
    }

    @Test
    void experience_is_of_the_last_ninety_days_and_looked_up_again_after_five_minutes() {
        decideAfter(5, Duration.ofMinutes(10));
        Instant learned = clock.instant();
        Post post = inReview(Duration.ofDays(89));
        assertThat(risks()).isEmpty();
        clock.set(learned.plus(Duration.ofDays(88)).minus(DAY));
        assertThat(risks()).isEmpty();
        clock.set(learned.plus(Duration.ofDays(89)).minus(Duration.ofMinutes(61)));
        assertThat(risks()).as("a tenth of ten minutes is left").isEmpty();
        Post other = inReview(Duration.ofHours(20));
        assertThat(risks()).isEmpty();
        clock.set(learned.plus(Duration.ofDays(90)).plusSeconds(1));
        assertThat(office.now(post.id()).schedule().at()).isBefore(clock.instant());
        Post later = inReview(Duration.ofHours(20));
        assertThat(risks()).as("nothing of the last ninety days").containsExactly(later.id());
        assertThat(other.id()).isNotEqualTo(later.id());
        clock.pass(Duration.ofMinutes(1));
        decideAfter(5, Duration.ofSeconds(30));
        clock.pass(Duration.ofSeconds(1));
        assertThat(risks()).as("what was looked up a moment ago").containsExactly(later.id());
        clock.pass(Duration.ofMinutes(2));
        assertThat(risks()).as("looked up again").isEmpty();
    }

    @Test
    void only_posts_in_review_with_a_slot_ahead_are_judged() {
        office.approvals
                .posts()
                .create(office.as("maya"), form().withSchedule(at(Duration.ofHours(1)), ZoneOffset.UTC));
        submitted(form());
        approved(ahead(form()));
        Post missed = inReview(Duration.ofHours(1));
        assertThat(risks()).containsExactly(missed.id());
        clock.pass(Duration.ofHours(1));
        assertThat(risks()).isEmpty();
        office.wanting(aPolicy(LEGAL.within(Duration.ofDays(300))));
        Post ahead = inReview(Queues.LOOKED_AHEAD);
        inReview(Queues.LOOKED_AHEAD.plusSeconds(1));
        assertThat(risks()).containsExactly(ahead.id());
    }

    @Test
    void the_list_is_read_in_parts_the_soonest_slot_first() {
        List<PostId> risky = new ArrayList<>();
        for (int hours = 7; hours > 0; hours--)
            risky.add(inReview(Duration.ofHours(hours)).id());
        Collections.reverse(risky);
        for (int limit : List.of(1, 3, 7, 8)) {
            List<PostId> read = new ArrayList<>();
            Page<AtRisk> page = atRisk(new PageRequest(limit, null));
            while (page.next() != null) {
                assertThat(page.items()).hasSize(limit);
                page.items().forEach(risk -> read.add(risk.post().id()));
                page = atRisk(new PageRequest(limit, page.next()));
                assertThat(page.items()).isNotEmpty();
            }
            page.items().forEach(risk -> read.add(risk.post().id()));
            assertThat(read).isEqualTo(risky);
        }
    }

    @Test
    void a_call_looks_at_a_thousand_posts_and_the_next_goes_on_from_there() {
        office.wanting(aPolicy(LEGAL.within(Duration.ofHours(1))));
        List<PostForm> forms = Collections.nCopies(1000, form().withSchedule(at(DAY), ZoneOffset.UTC));
        List<PostId> ids = office.approvals.posts().createEach(office.as("maya"), forms).stream()
                .map(created -> created.post().id())
                .toList();
        for (int from = 0; from < 1000; from += 500)
            office.approvals.posts().submitEach(office.as("maya"), ids.subList(from, from + 500));
        office.wanting(aPolicy(LEGAL.within(Duration.ofHours(60))));
        Post risky = inReview(DAY.multipliedBy(2));
        Page<AtRisk> page = atRisk(PageRequest.FIRST);
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isNotNull();
        page = atRisk(new PageRequest(1, page.next()));
        assertThat(page.items()).extracting(AtRisk::post).containsExactly(risky);
        assertThat(page.next()).isNull();
    }

    @Test
    void a_cursor_that_no_page_gave_is_refused() {
        for (String foreign : List.of(
                "x",
                "%",
                cursor("2026-03-02T09:00:00Z"),
                cursor("2026-03-02\nid"),
                cursor("2026-03-02T09:00:00Z\n"),
                cursor("2026-03-02T09:00:00Z\na b"),
                cursor("+10000-03-02T09:00:00Z\nid"),
                cursor("-2026-03-02T09:00:00Z\nid")))
            assertThatThrownBy(() -> atRisk(new PageRequest(5, foreign)))
                    .as(foreign)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cursor");
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Instant at(Duration ahead) {
        return clock.instant().plus(ahead);
    }

    private Post inReview(Duration ahead) {
        return submitted(form().withSchedule(at(ahead), ZoneOffset.UTC));
    }

    /** Posts without a slot, one after the other. */
    private void decideAfter(int posts, Duration time) {
        for (int i = 0; i < posts; i++) {
            Post post = submitted(form());
            clock.pass(time);
            approve(post, "lena");
        }
    }

    private List<PostId> risks() {
        return atRisk(PageRequest.FIRST).items().stream()
                .map(risk -> risk.post().id())
                .toList();
    }

    private Page<AtRisk> atRisk(PageRequest page) {
        return office.approvals.queues().atRisk(office.as("lena"), page);
    }
}

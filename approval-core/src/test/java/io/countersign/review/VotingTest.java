package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.review.StageStatus.APPROVED;
import static io.countersign.review.StageStatus.CHANGES_REQUESTED;
import static io.countersign.review.StageStatus.OPEN;
import static io.countersign.review.StageStatus.REJECTED;
import static io.countersign.review.StageStatus.SKIPPED;
import static io.countersign.review.StageStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.StageFixture;
import io.countersign.identity.Person;
import io.countersign.routing.Quorum;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VotingTest {
    private static final Quorum TWO = new Quorum.AtLeast(2);

    private static StageFixture legal() {
        return aStage("legal").of("group:legal");
    }

    private static StageFixture marketing() {
        return aStage("marketing").of("group:marketing");
    }

    private static StageFixture boss() {
        return aStage("boss").of("user:vera").after(10);
    }

    private static String reason(Voted voted) {
        return ((Voted.NotPermitted) voted).reason();
    }

    private static Voted.Recorded recorded(Voted voted) {
        return (Voted.Recorded) voted;
    }

    @Test
    void stages_of_one_order_are_open_together_and_the_next_order_opens_when_all_of_them_are_approved() {
        Sitting sitting = Sitting.of(legal(), boss(), marketing());
        sitting.stands(OPEN, WAITING, OPEN);
        Voted.Recorded first = recorded(sitting.approves("lena"));
        assertThat(first.stages()).containsExactly("legal");
        assertThat(first.opening().stages()).isEmpty();
        assertThat(first.late()).isFalse();
        sitting.stands(APPROVED, WAITING, OPEN);
        sitting.now = sitting.now.plusSeconds(60);
        Voted.Recorded second = recorded(sitting.approves("mark"));
        assertThat(second.stages()).containsExactly("marketing");
        assertThat(second.opening().stages()).containsExactly("boss");
        sitting.stands(APPROVED, OPEN, APPROVED);
        assertThat(sitting.round.stage(1).openedAt()).isEqualTo(sitting.now);
        assertThat(recorded(sitting.approves("vera")).opening().stages()).isEmpty();
        sitting.ended(Ending.APPROVED);
    }

    @Test
    void a_plan_without_stages_is_approved_at_once() {
        Sitting.of().ended(Ending.APPROVED);
    }

    @Test
    void one_refusal_ends_the_round_and_skips_what_is_open_and_what_waits() {
        Sitting rejected = Sitting.of(legal(), boss(), marketing());
        Voted.Recorded refusal = recorded(rejected.votes("lena", Verdict.REJECT));
        assertThat(refusal.stages()).containsExactly("legal");
        assertThat(refusal.late()).isFalse();
        rejected.stands(REJECTED, SKIPPED, SKIPPED);
        rejected.ended(Ending.REFUSED);
        Sitting disputed = Sitting.of(legal(), boss(), marketing());
        disputed.approves("mark");
        disputed.votes("lou", Verdict.REQUEST_CHANGES);
        disputed.stands(CHANGES_REQUESTED, SKIPPED, APPROVED);
    }

    @Test
    void one_person_answers_every_open_stage_that_asks_them_and_a_refusal_refuses_each() {
        StageFixture also = aStage("second look").of("user:lena", "user:lou");
        Sitting sitting = Sitting.of(legal(), also);
        assertThat(recorded(sitting.approves("lena")).stages()).containsExactly("legal", "second look");
        sitting.ended(Ending.APPROVED);
        Sitting refused = Sitting.of(legal(), also);
        refused.votes("lena", Verdict.REJECT);
        refused.stands(REJECTED, REJECTED);
    }

    @Test
    void only_who_is_asked_may_decide_and_only_once_their_stage_is_open() {
        Sitting sitting = Sitting.of(legal(), boss());
        assertThat(reason(sitting.approves("mark"))).isEqualTo("You are not a reviewer of a stage of this round.");
        assertThat(reason(sitting.approves("vera"))).contains("not opened yet");
        sitting.stands(OPEN, WAITING);
    }

    @Test
    void the_same_verdict_again_is_already_recorded_and_another_replaces_it_while_the_stage_is_open() {
        Sitting sitting = Sitting.of(legal().clearedBy(TWO));
        sitting.approves("lena");
        assertThat(sitting.approves("lena")).isInstanceOf(Voted.AlreadyRecorded.class);
        assertThat(sitting.round.stage(0).votes()).hasSize(1);
        sitting.votes("lena", Verdict.REJECT);
        assertThat(sitting.round.stage(0).votes()).extracting(Vote::verdict).containsExactly(Verdict.REJECT);
        sitting.ended(Ending.REFUSED);
    }

    @Test
    void the_same_verdict_again_is_already_recorded_after_the_stage_was_cleared() {
        Sitting sitting = Sitting.of(legal(), boss());
        sitting.approves("lena");
        assertThat(sitting.approves("lena")).isInstanceOf(Voted.AlreadyRecorded.class);
        assertThat(sitting.votes("lena", Verdict.REJECT)).isInstanceOf(Voted.Closed.class);
    }

    @Test
    void who_decided_in_one_stage_is_not_counted_twice_and_is_still_counted_in_a_fresh_one() {
        Sitting sitting = Sitting.of(
                legal(), aStage("both").of("group:legal", "user:vera").after(0).clearedBy(TWO));
        sitting.approves("lena");
        Voted.Recorded fresh = recorded(sitting.approves("lena"));
        assertThat(fresh.stages()).containsExactly("both");
        sitting.stands(APPROVED, OPEN);
        assertThat(sitting.approves("lena")).isInstanceOf(Voted.AlreadyRecorded.class);
    }

    @Test
    void the_colleague_who_clicks_a_second_later_is_recorded_and_changes_nothing() {
        Sitting sitting = Sitting.of(legal(), boss());
        sitting.approves("lena");
        Voted.Recorded late = recorded(sitting.approves("lou"));
        assertThat(late.late()).isTrue();
        assertThat(late.stages()).containsExactly("legal");
        assertThat(late.opening().stages()).isEmpty();
        assertThat(sitting.round.stage(0).votes()).extracting(Vote::late).containsExactly(false, true);
        sitting.stands(APPROVED, OPEN);
        assertThat(sitting.round.isOpen()).isTrue();
    }

    @Test
    void a_late_refusal_and_a_decision_in_a_round_that_ended_otherwise_are_closed() {
        Sitting approved = Sitting.of(legal(), boss());
        approved.approves("lena");
        assertThat(approved.votes("lou", Verdict.REJECT)).isInstanceOf(Voted.Closed.class);
        Sitting refused = Sitting.of(legal(), marketing());
        refused.approves("lena");
        refused.votes("mark", Verdict.REQUEST_CHANGES);
        assertThat(refused.approves("lou")).isInstanceOf(Voted.Closed.class);
        Sitting whole = Sitting.of(legal());
        whole.approves("lena");
        assertThat(recorded(whole.approves("lou")).late()).isTrue();
    }

    @Test
    void an_approval_counts_in_the_open_stage_and_is_not_noted_as_late_in_the_cleared_one() {
        Sitting sitting = Sitting.of(
                legal(), aStage("experts").of("user:lou", "user:vera").clearedBy(Quorum.ALL));
        sitting.approves("lena");
        Voted.Recorded mixed = recorded(sitting.approves("lou"));
        assertThat(mixed.late()).as("the open stage counts it").isFalse();
        assertThat(mixed.stages()).containsExactly("experts");
        assertThat(sitting.approves("lou")).isInstanceOf(Voted.AlreadyRecorded.class);
    }

    @Test
    void who_contributed_cannot_approve_now_or_late_but_may_refuse() {
        Sitting sitting = Sitting.of(marketing(), boss());
        assertThat(reason(sitting.approves("maya"))).contains("You contributed");
        sitting.approves("mark");
        assertThat(reason(sitting.approves("maya"))).contains("You contributed");
        Sitting other = Sitting.of(marketing());
        assertThat(other.votes("maya", Verdict.REQUEST_CHANGES)).isInstanceOf(Voted.Recorded.class);
    }

    @Test
    void without_four_eyes_who_contributed_may_approve() {
        Sitting sitting = Sitting.withoutFourEyes(marketing());
        assertThat(sitting.approves("maya")).isInstanceOf(Voted.Recorded.class);
        sitting.ended(Ending.APPROVED);
        Sitting late = Sitting.withoutFourEyes(marketing());
        late.approves("mark");
        assertThat(recorded(late.approves("maya")).late()).isTrue();
    }

    @Test
    void a_stage_of_accounts_takes_no_decision_through_a_link() {
        String client = "approver:" + Sitting.CLIENT.value();
        Sitting sitting = Sitting.of(aStage("client").of(client, "user:vera").byAccountsOnly());
        assertThat(reason(sitting.approves("client"))).contains("'client'", "not through a link");
        sitting.approves("vera");
        assertThat(sitting.approves("client")).as("late neither").isInstanceOf(Voted.Closed.class);
        Sitting mixed = Sitting.of(
                aStage("accounts").of(client, "user:vera").byAccountsOnly(),
                aStage("anybody").of(client));
        assertThat(recorded(mixed.approves("client")).stages()).containsExactly("anybody");
        mixed.stands(OPEN, APPROVED);
    }

    @Test
    void with_distinct_reviewers_one_person_fills_one_stage_of_a_round() {
        StageFixture both = aStage("both").of("user:lena", "user:lou").clearedBy(TWO);
        Sitting sitting = Sitting.ofDistinctReviewers(legal().clearedBy(TWO), both);
        assertThat(recorded(sitting.approves("lena")).stages()).containsExactly("legal");
        sitting.stands(OPEN, OPEN);
        assertThat(sitting.approves("lena")).as("in the stage they filled").isInstanceOf(Voted.AlreadyRecorded.class);
        sitting.approves("lou");
        sitting.stands(APPROVED, OPEN);
        assertThat(reason(sitting.approves("lena"))).contains("a different person for each stage");
        assertThat(sitting.round.stage(1).votes()).isEmpty();
    }

    @Test
    void with_distinct_reviewers_another_verdict_replaces_the_one_in_the_stage_that_they_filled() {
        Sitting sitting = Sitting.ofDistinctReviewers(
                aStage("first").of("user:lena", "user:vera").clearedBy(TWO),
                aStage("second").of("user:lena", "user:vera").clearedBy(TWO));
        sitting.approves("lena");
        assertThat(recorded(sitting.votes("lena", Verdict.REJECT)).stages()).containsExactly("first");
        sitting.stands(REJECTED, SKIPPED);
    }

    @Test
    void a_vote_names_the_entries_that_it_answers() {
        Sitting sitting = Sitting.of(
                aStage("all").of("group:legal", "user:lena", "user:vera").clearedBy(Quorum.ALL));
        sitting.approves("lena");
        assertThat(sitting.round.stage(0).votes().get(0).entries())
                .extracting(Object::toString)
                .containsExactly("group:legal", "user:lena");
        assertThat(sitting.round.stage(0).votes().get(0).person()).isEqualTo(Person.user("lena"));
        sitting.approves("vera");
        sitting.ended(Ending.APPROVED);
    }

    @Test
    void whom_a_stage_escalates_to_may_answer_an_unanswered_entry_only_once_it_is_overdue() {
        Sitting sitting = Sitting.of(aStage("legal")
                .of("user:lena", "user:lou")
                .clearedBy(Quorum.ALL)
                .within(Duration.ofHours(1))
                .orAlso("user:vera"));
        assertThat(sitting.approves("vera")).isInstanceOf(Voted.NotPermitted.class);
        sitting.approves("lena");
        sitting.passes(Duration.ofHours(1));
        assertThat(sitting.approves("vera")).isInstanceOf(Voted.Recorded.class);
        assertThat(sitting.round.stage(0).votes().get(1).entries())
                .extracting(Object::toString)
                .containsExactly("user:lou");
        sitting.ended(Ending.APPROVED);
    }

    @Test
    void an_escalation_raises_no_quorum() {
        Sitting sitting = Sitting.of(aStage("legal")
                .of("user:lena", "user:lou")
                .clearedBy(TWO)
                .within(Duration.ofHours(1))
                .orAlso("user:vera", "user:mark"));
        sitting.passes(Duration.ofHours(1));
        sitting.approves("vera");
        sitting.stands(OPEN);
        sitting.approves("lena");
        sitting.ended(Ending.APPROVED);
    }

    @Test
    void a_round_awaits_who_is_asked_by_an_open_stage_and_has_not_decided_in_it() {
        Sitting sitting = Sitting.of(legal().clearedBy(TWO), boss());
        assertThat(sitting.awaits("lena")).isTrue();
        assertThat(sitting.awaits("vera")).as("waits").isFalse();
        assertThat(sitting.awaits("mark")).as("is not asked").isFalse();
        sitting.approves("lena");
        assertThat(sitting.awaits("lena")).as("has decided").isFalse();
        assertThat(sitting.isOpenTo("lena")).isTrue();
        assertThat(sitting.isOpenTo("vera")).isFalse();
        assertThat(sitting.isOpenTo("mark")).isFalse();
        sitting.votes("lou", Verdict.REJECT);
        assertThat(sitting.awaits("lena")).isFalse();
        assertThat(sitting.isOpenTo("lena")).isFalse();
    }

    @Test
    void a_reviewer_of_the_round_is_who_may_or_might_have_decided_in_a_stage_that_opened() {
        Sitting sitting = Sitting.of(legal(), boss());
        assertThat(sitting.wasReviewedBy("lou")).isTrue();
        assertThat(sitting.wasReviewedBy("vera")).as("not opened").isFalse();
        assertThat(sitting.wasReviewedBy("mark")).isFalse();
        sitting.approves("lena");
        assertThat(sitting.wasReviewedBy("vera")).isTrue();
        assertThat(sitting.wasReviewedBy("lou")).isTrue();
        assertThat(sitting.round.reviewedBy(new io.countersign.identity.Standing(
                        Person.user("lena"), java.util.Set.of(), java.util.List.of())))
                .as("who decided and left the group since")
                .isTrue();
    }

    @Test
    void ending_a_round_from_outside_skips_what_is_open_or_waits_and_keeps_what_was_decided() {
        Sitting sitting = Sitting.of(legal(), marketing(), boss());
        sitting.approves("lena");
        Round ended = sitting.round.end(Ending.SUPERSEDED, sitting.now);
        assertThat(ended.progress().stages())
                .extracting(StageProgress::status)
                .containsExactly(APPROVED, SKIPPED, SKIPPED);
        assertThat(ended.progress().ending()).isEqualTo(Ending.SUPERSEDED);
    }
}

package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.review.Rounds.NOW;
import static io.countersign.review.Rounds.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.StageFixture;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Delegation;
import io.countersign.identity.LinkId;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Vera put omar in her place, omar put kim in his; lena and lou are legal. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DelegatedVotingTest {
    private static final Member NORA = new Member(new ApproverId("nora"), null, Set.of());
    private static final Roster ROSTER = standIns("vera>omar", "omar>kim", "approver:nora>omar");

    private static Roster standIns(String... pairs) {
        List<Delegation> delegations = new ArrayList<>();
        for (String pair : pairs) {
            String[] ends = pair.split(">");
            delegations.add(new Delegation(pair, person(ends[0]), person(ends[1]), NOW, NOW.plusSeconds(60)));
        }
        return new Roster(List.of(NORA), Map.of(), Map.of("legal", Set.of("lena", "lou")), delegations);
    }

    private static Person person(String name) {
        return name.contains(":") ? Person.parse(name) : Person.user(name);
    }

    private static Round open(StageFixture... stages) {
        return Round.open(Rounds.plan(stages), ROSTER, NOW);
    }

    private static Voted approve(Round round, String user, String... contributors) {
        return Rounds.vote(round, user, ROSTER, Verdict.APPROVE, users(contributors));
    }

    private static Round recorded(Voted voted) {
        assertThat(voted).isInstanceOf(Voted.Recorded.class);
        return ((Voted.Recorded) voted).round();
    }

    private static Vote vote(Voted voted, int stage) {
        List<Vote> votes = recorded(voted).stage(stage).votes();
        return votes.get(votes.size() - 1);
    }

    private static String reason(Voted voted) {
        return ((Voted.NotPermitted) voted).reason();
    }

    private static List<String> entries(Vote vote) {
        return vote.entries().stream().map(ReviewerRef::toString).toList();
    }

    @Test
    void a_delegate_decides_in_anothers_place_and_the_record_names_both() {
        Vote vote = vote(approve(open(aStage("boss").of("user:vera")), "omar"), 0);
        assertThat(vote.person()).isEqualTo(person("omar"));
        assertThat(vote.by()).isEqualTo(new Actor.Name(Actor.Kind.USER, "omar"));
        assertThat(vote.inPlaceOf()).isEqualTo(person("vera"));
        assertThat(entries(vote)).containsExactly("user:vera");
    }

    @Test
    void a_delegates_delegate_decides_and_it_is_recorded_whose_right_it_is() {
        Vote vote = vote(approve(open(aStage("boss").of("user:vera")), "kim"), 0);
        assertThat(vote.inPlaceOf()).isEqualTo(person("vera"));
        assertThat(vote(approve(open(aStage("boss").of("user:omar", "user:vera")), "kim"), 0)
                        .inPlaceOf())
                .as("the nearest place goes first")
                .isEqualTo(person("omar"));
    }

    @Test
    void a_persons_own_right_goes_first() {
        Vote vote = vote(approve(open(aStage("boss").of("user:vera", "user:omar")), "omar"), 0);
        assertThat(vote.inPlaceOf()).isNull();
        assertThat(entries(vote)).containsExactly("user:omar");
    }

    @Test
    void who_delegated_may_still_decide() {
        assertThat(vote(approve(open(aStage("boss").of("user:vera")), "vera"), 0)
                        .inPlaceOf())
                .isNull();
    }

    @Test
    void a_delegation_counts_for_approvers_with_links_too() {
        Round nora = open(aStage("client").of("approver:nora"));
        assertThat(vote(approve(nora, "omar"), 0).inPlaceOf()).isEqualTo(NORA.person());
        Roster guest = standIns("vera>approver:nora");
        Actor actor = new Actor.Guest(NORA, new LinkId("l1"), 1, false, null);
        Round boss = open(aStage("boss").of("user:vera"));
        Voted voted = boss.vote(Rounds.ballot(actor, guest, Verdict.APPROVE, Set.of()), guest, NOW);
        assertThat(vote(voted, 0).inPlaceOf()).isEqualTo(person("vera"));
        assertThat(vote(voted, 0).link()).isEqualTo(new LinkId("l1"));
    }

    @Test
    void S_61_the_assurance_is_that_of_who_decides() {
        Round accounts = open(aStage("client").of("approver:nora").byAccountsOnly());
        assertThat(vote(approve(accounts, "omar"), 0).inPlaceOf())
                .as("omar has an account, and nora's right")
                .isEqualTo(NORA.person());
        Roster guest = standIns("vera>approver:nora");
        Actor actor = new Actor.Guest(NORA, new LinkId("l1"), 1, false, null);
        Voted voted = open(aStage("boss").of("user:vera").byAccountsOnly())
                .vote(Rounds.ballot(actor, guest, Verdict.APPROVE, Set.of()), guest, NOW);
        assertThat(reason(voted)).contains("not through a link");
    }

    @Test
    void a_delegation_that_is_over_or_has_not_begun_gives_no_place() {
        Round round = open(aStage("boss").of("user:vera"));
        Actor omar = Actor.user("omar", Set.of(), Set.of());
        for (var now : List.of(NOW.minusNanos(1000), NOW.plusSeconds(60)))
            assertThat(round.awaits(ROSTER.standing(omar, now))).isFalse();
        assertThat(round.awaits(ROSTER.standing(omar, NOW))).isTrue();
        assertThat(round.awaits(ROSTER.standing(omar, NOW.plusSeconds(60).minusNanos(1000))))
                .isTrue();
    }

    @Test
    void a_round_awaits_a_delegate_is_open_to_them_and_is_theirs_to_review() {
        Round round = open(aStage("boss").of("user:vera").clearedBy(new Quorum.AtLeast(2)));
        var standing = ROSTER.standing(Actor.user("kim", Set.of(), Set.of()), NOW);
        assertThat(round.awaits(standing)).isTrue();
        assertThat(round.isOpenTo(standing)).isTrue();
        assertThat(round.reviewedBy(standing)).isTrue();
        assertThat(recorded(approve(round, "kim")).awaits(standing))
                .as("has decided")
                .isFalse();
    }

    @Test
    void S_60_a_contributor_cannot_approve_in_anothers_place_either_but_may_refuse() {
        Round round = open(aStage("boss").of("user:vera"));
        assertThat(reason(approve(round, "omar", "omar"))).startsWith("You contributed");
        assertThat(recorded(Rounds.vote(round, "omar", ROSTER, Verdict.REJECT, users("omar")))
                        .progress()
                        .ending())
                .isEqualTo(Ending.REFUSED);
    }

    @Test
    void S_60_a_delegate_of_a_contributor_cannot_approve_in_their_place_but_may_in_their_own_right() {
        Round vera = open(aStage("boss").of("user:vera"));
        assertThat(reason(approve(vera, "omar", "vera")))
                .contains("'boss'", "in the place of somebody who contributed");
        Vote own = vote(approve(open(aStage("boss").of("user:vera", "user:omar")), "omar", "vera"), 0);
        assertThat(own.inPlaceOf()).isNull();
        Voted refused = Rounds.vote(vera, "omar", ROSTER, Verdict.REQUEST_CHANGES, users("vera"));
        assertThat(vote(refused, 0).inPlaceOf()).as("refusing").isEqualTo(person("vera"));
    }

    @Test
    void S_60_nobody_approves_in_a_place_that_a_contributor_handed_on() {
        assertThat(approve(open(aStage("boss").of("user:vera")), "kim", "omar")).isInstanceOf(Voted.NotPermitted.class);
        assertThat(vote(approve(open(aStage("boss").of("user:vera")), "omar"), 0)
                        .inPlaceOf())
                .isEqualTo(person("vera"));
    }

    @Test
    void S_60_without_four_eyes_contributors_places_count() {
        Round round = Round.open(Rounds.plan(false, false, aStage("boss").of("user:vera")), ROSTER, NOW);
        assertThat(vote(approve(round, "kim", "vera", "omar"), 0).inPlaceOf()).isEqualTo(person("vera"));
    }

    @Test
    void S_60_a_late_approval_in_a_contributors_place_is_refused_as_well() {
        Round cleared = recorded(approve(open(aStage("boss").of("user:vera", "group:legal")), "lena"));
        assertThat(approve(cleared, "omar", "vera")).isInstanceOf(Voted.NotPermitted.class);
        assertThat(((Voted.Recorded) approve(cleared, "omar")).late()).isTrue();
    }

    @Test
    void with_all_a_delegate_answers_every_entry_that_they_or_those_they_stand_in_for_belong_to() {
        Round round = open(aStage("all")
                .of("user:omar", "approver:nora", "user:vera", "user:lou")
                .clearedBy(Quorum.ALL));
        Vote vote = vote(approve(round, "omar"), 0);
        assertThat(entries(vote)).containsExactly("user:omar", "approver:nora", "user:vera");
        assertThat(vote.inPlaceOf())
                .as("the record names a right that was taken")
                .isNotNull();
        Vote barred = vote(approve(round, "omar", "vera"), 0);
        assertThat(entries(barred)).containsExactly("user:omar", "approver:nora");
        assertThat(barred.inPlaceOf()).isEqualTo(NORA.person());
    }

    @Test
    void a_number_counts_the_persons_who_decide() {
        Round round = open(aStage("two").of("user:vera", "user:omar").clearedBy(new Quorum.AtLeast(2)));
        Round once = recorded(approve(round, "omar"));
        assertThat(once.stage(0).status()).isEqualTo(StageStatus.OPEN);
        assertThat(approve(once, "omar")).isInstanceOf(Voted.AlreadyRecorded.class);
        assertThat(recorded(approve(once, "kim")).progress().ending()).isEqualTo(Ending.APPROVED);
    }

    @Test
    void a_place_of_whom_an_overdue_stage_escalates_to_answers_every_unanswered_entry() {
        Round overdue = open(aStage("legal")
                        .of("user:lena", "user:lou", "group:legal")
                        .clearedBy(Quorum.ALL)
                        .within(Duration.ofHours(1))
                        .orAlso("user:vera"))
                .pass(NOW.plus(Duration.ofHours(1)), null)
                .round();
        Vote all = vote(approve(overdue, "omar"), 0);
        assertThat(entries(all)).containsExactly("user:lena", "user:lou", "group:legal");
        assertThat(all.inPlaceOf()).isEqualTo(person("vera"));
    }

    @Test
    void who_an_overdue_stage_escalates_to_clears_it_with_the_others_in_whatever_order() {
        StageFixture stage = aStage("legal")
                .of("user:lena", "user:lou", "user:kim")
                .clearedBy(Quorum.ALL)
                .within(Duration.ofHours(1))
                .orAlso("user:vera");
        Round overdue = open(stage).pass(NOW.plus(Duration.ofHours(1)), null).round();
        assertThat(recorded(approve(recorded(approve(overdue, "lena")), "vera"))
                        .progress()
                        .ending())
                .isEqualTo(Ending.APPROVED);
        assertThat(recorded(approve(overdue, "vera")).progress().ending()).isEqualTo(Ending.APPROVED);
    }

    @Test
    void who_an_overdue_stage_escalates_to_counts_as_a_person_where_no_entry_is_unanswered() {
        Round overdue = open(aStage("legal")
                        .of("group:legal")
                        .clearedBy(new Quorum.AtLeast(2))
                        .within(Duration.ofHours(1))
                        .orAlso("user:vera"))
                .pass(NOW.plus(Duration.ofHours(1)), null)
                .round();
        assertThat(recorded(approve(recorded(approve(overdue, "lena")), "vera"))
                        .progress()
                        .ending())
                .isEqualTo(Ending.APPROVED);
    }

    @Test
    void S_60_with_distinct_reviewers_who_filled_one_stage_may_refuse_in_another() {
        Plan plan = Rounds.distinct(
                aStage("legal").of("group:legal"), aStage("boss").of("user:lena", "user:vera"));
        Round filled = recorded(approve(Round.open(plan, ROSTER, NOW), "lena"));
        assertThat(approve(filled, "lena")).isInstanceOf(Voted.NotPermitted.class);
        Voted refused = Rounds.vote(filled, "lena", ROSTER, Verdict.REJECT, Set.of());
        assertThat(((Voted.Recorded) refused).stages()).containsExactly("boss");
        assertThat(recorded(refused).progress().ending()).isEqualTo(Ending.REFUSED);
    }

    @Test
    void with_distinct_reviewers_a_late_approval_fills_no_stage() {
        Plan plan = Rounds.distinct(
                aStage("legal").of("group:legal"),
                aStage("boss").after(0).of("user:lou", "user:vera"),
                aStage("last").after(1).of("user:lou"));
        Round second = recorded(approve(Round.open(plan, ROSTER, NOW), "lena"));
        Round third = recorded(approve(second, "vera"));
        Voted voted = approve(third, "lou");
        assertThat(((Voted.Recorded) voted).stages()).containsExactly("last");
    }

    @Test
    void with_distinct_reviewers_a_person_fills_the_stage_that_nobody_else_could() {
        Plan plan = Rounds.distinct(
                aStage("legal").of("group:legal"), aStage("boss").of("user:lena"));
        Voted voted = approve(Round.open(plan, ROSTER, NOW), "lena");
        assertThat(((Voted.Recorded) voted).stages()).containsExactly("boss");
        Plan open = Rounds.distinct(
                aStage("legal").of("group:legal"), aStage("boss").of("user:lena", "user:vera"));
        assertThat(((Voted.Recorded) approve(Round.open(open, ROSTER, NOW), "lena")).stages())
                .as("the first, where it does not matter")
                .containsExactly("legal");
    }

    @Test
    void decisions_of_delegates_are_one_a_person() {
        Round round = open(aStage("two").of("user:vera").clearedBy(new Quorum.AtLeast(2)));
        Round again = recorded(Rounds.vote(recorded(approve(round, "omar")), "omar", ROSTER, Verdict.REJECT, Set.of()));
        assertThat(again.stage(0).votes()).hasSize(1);
        assertThat(Stream.of(again.stage(0).votes().get(0)).map(Vote::verdict)).containsExactly(Verdict.REJECT);
    }
}

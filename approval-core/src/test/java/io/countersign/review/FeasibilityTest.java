package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.review.Rounds.NOW;
import static io.countersign.review.Rounds.approved;
import static io.countersign.review.Rounds.distinct;
import static io.countersign.review.Rounds.plan;
import static io.countersign.review.Rounds.roster;
import static io.countersign.review.Rounds.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.countersign.contract.StageFixture;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Member;
import io.countersign.identity.Roster;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A plan that nobody could satisfy, and a round that nobody can any more. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FeasibilityTest {
    private static final Member NORA = new Member(new ApproverId("nora"), null, Set.of("clients"));
    private static final Member PAUL = new Member(new ApproverId("p-1"), "paul", Set.of("clients"));
    private static final Roster ROSTER =
            roster(List.of(NORA, PAUL), "legal:lena,lou", "brand:lou,omar", "nobody", "clients:kim");

    @Test
    void a_quorum_above_the_people_is_an_obstacle_that_says_the_numbers() {
        assertThat(plan(aStage("legal").of("group:legal").clearedBy(new Quorum.AtLeast(3)))
                        .obstacle(ROSTER, Set.of()))
                .contains("The stage 'legal' cannot be satisfied: it needs 3 people, and only 2 could approve it.");
        assertThat(plan(aStage("legal").of("group:legal", "user:omar").clearedBy(new Quorum.AtLeast(3)))
                        .obstacle(ROSTER, Set.of()))
                .isEmpty();
    }

    @Test
    void a_person_whom_several_references_mean_is_one() {
        assertThat(plan(aStage("clients")
                                .of("user:paul", "approver:p-1", "group:clients")
                                .clearedBy(new Quorum.AtLeast(4)))
                        .obstacle(ROSTER, Set.of()))
                .contains("The stage 'clients' cannot be satisfied: it needs 4 people, and only 3 could approve it.");
    }

    @Test
    void S_60_a_stage_of_contributors_alone_is_an_obstacle_unless_four_eyes_are_off() {
        assertThat(plan(aStage("legal").of("group:legal")).obstacle(ROSTER, users("lena", "lou")))
                .contains(
                        "The stage 'legal' cannot be satisfied: nobody could approve it (of 2, 2 contributed to this version).");
        assertThat(plan(aStage("legal").of("group:legal")).obstacle(ROSTER, users("lena")))
                .isEmpty();
        assertThat(plan(false, false, aStage("legal").of("group:legal")).obstacle(ROSTER, users("lena", "lou")))
                .isEmpty();
    }

    @Test
    void S_61_a_stage_for_accounts_wants_people_who_have_one() {
        assertThat(plan(aStage("clients").of("group:clients", "approver:nora").byAccountsOnly())
                        .obstacle(ROSTER, users("kim")))
                .isEmpty();
        assertThat(plan(aStage("clients").of("group:clients").byAccountsOnly()).obstacle(ROSTER, users("kim", "paul")))
                .contains(
                        "The stage 'clients' cannot be satisfied: nobody could approve it (of 3, 1 without an account, 2 contributed to this version).");
    }

    @Test
    void with_all_each_entry_needs_somebody_who_may() {
        assertThat(plan(aStage("both").of("group:legal", "group:nobody").clearedBy(Quorum.ALL))
                        .obstacle(ROSTER, Set.of()))
                .contains("The stage 'both' cannot be satisfied: nobody could approve for group:nobody.");
        assertThat(plan(aStage("both").of("group:legal", "group:brand").clearedBy(Quorum.ALL))
                        .obstacle(ROSTER, users("lena", "omar")))
                .as("lou answers both")
                .isEmpty();
        assertThat(plan(aStage("gone").of("approver:deleted").clearedBy(Quorum.ALL))
                        .obstacle(ROSTER, Set.of()))
                .isPresent();
    }

    @Test
    void a_share_is_of_those_eligible_and_may_be_more_than_those_who_may_approve() {
        assertThat(plan(aStage("legal").of("group:legal").clearedBy(new Quorum.Share(100)))
                        .obstacle(ROSTER, users("lou")))
                .contains(
                        "The stage 'legal' cannot be satisfied: it needs 2 people, and only 1 could approve it (of 2, 1 contributed to this version).");
        assertThat(plan(aStage("legal").of("group:legal").clearedBy(new Quorum.Share(50)))
                        .obstacle(ROSTER, users("lou")))
                .isEmpty();
    }

    @Test
    void S_60_with_distinct_reviewers_one_person_cannot_fill_two_stages() {
        assertThat(distinct(
                                aStage("legal").of("user:lena"),
                                aStage("boss").after(0).of("user:lena"))
                        .obstacle(ROSTER, Set.of()))
                .contains(
                        "The stage 'boss' cannot be satisfied: the policy wants a different person for each stage, and 'legal', 'boss' need 2 people, of whom there are 1.");
        assertThat(distinct(
                                aStage("legal").of("group:legal"),
                                aStage("brand").of("group:brand"),
                                aStage("boss").after(0).of("user:lou"))
                        .obstacle(ROSTER, Set.of()))
                .as("lena, omar, lou")
                .isEmpty();
        assertThat(distinct(
                                aStage("legal").of("group:legal"),
                                aStage("brand").of("group:brand"),
                                aStage("boss").after(0).of("user:lou"))
                        .obstacle(ROSTER, users("omar")))
                .as("lou is wanted twice")
                .isPresent();
    }

    @Test
    void with_distinct_reviewers_and_all_an_entry_takes_one_person_and_a_person_takes_every_entry_of_the_stage() {
        assertThat(distinct(
                                aStage("both").of("user:lou", "group:brand").clearedBy(Quorum.ALL),
                                aStage("boss").of("user:omar"))
                        .obstacle(ROSTER, Set.of()))
                .as("lou answers both entries of the first")
                .isEmpty();
        assertThat(distinct(
                                aStage("both").of("user:lou", "user:omar").clearedBy(Quorum.ALL),
                                aStage("boss").of("group:brand"))
                        .obstacle(ROSTER, Set.of()))
                .as("two entries without a person in common, and the same two people for the next")
                .isPresent();
    }

    @Test
    void large_groups_are_counted_fast() {
        String many = IntStream.range(0, 5_000).mapToObj(i -> "u" + i).collect(Collectors.joining(","));
        List<Member> members = IntStream.range(0, 5_000)
                .mapToObj(i -> new Member(new ApproverId("a" + i), i % 2 == 0 ? "u" + i : null, Set.of("many")))
                .toList();
        Plan plan = distinct(IntStream.range(0, 50)
                .mapToObj(i -> aStage("stage " + i).of("group:many").clearedBy(new Quorum.AtLeast(100)))
                .toArray(StageFixture[]::new));
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> plan.obstacle(roster(members, "many:" + many), Set.of())))
                .isEmpty();
    }

    @Test
    void an_open_round_is_told_of_the_stages_that_people_left() {
        Round round = Round.open(
                plan(
                        aStage("legal").of("group:legal").clearedBy(new Quorum.AtLeast(2)),
                        aStage("brand").of("group:brand"),
                        aStage("later").after(0).of("group:nobody")),
                ROSTER,
                NOW);
        assertThat(round.obstacles(ROSTER, Set.of()))
                .as("what has not opened is not looked at")
                .isEmpty();
        Roster left = roster(List.of(), "legal:lena", "brand:omar");
        assertThat(round.obstacles(left, Set.of()))
                .isEqualTo(Map.of(
                        0, "The stage 'legal' cannot be satisfied: it needs 2 people, and only 1 could approve it."));
        assertThat(approved(round, "lou", ROSTER).obstacles(left, Set.of()))
                .as("who voted counts, though they left")
                .isEmpty();
        assertThat(approved(round, "lena", ROSTER).obstacles(left, Set.of()))
                .isEqualTo(Map.of(0, "The stage 'legal' cannot be satisfied: nobody could approve it."));
        assertThat(round.end(Ending.SUPERSEDED, NOW).obstacles(left, Set.of())).isEmpty();
    }

    @Test
    void of_an_open_stage_with_all_the_entries_that_nobody_answered_need_somebody() {
        Round round =
                Round.open(plan(aStage("both").of("group:legal", "group:brand").clearedBy(Quorum.ALL)), ROSTER, NOW);
        Roster left = roster(List.of(), "legal:lena");
        assertThat(round.obstacles(left, Set.of()))
                .isEqualTo(Map.of(0, "The stage 'both' cannot be satisfied: nobody could approve for group:brand."));
        assertThat(approved(round, "omar", ROSTER).obstacles(left, Set.of())).isEmpty();
    }

    @Test
    void S_60_in_an_open_round_with_distinct_reviewers_who_filled_a_stage_is_not_there_for_another() {
        Plan plan = distinct(
                aStage("legal").of("group:legal").clearedBy(new Quorum.AtLeast(2)),
                aStage("boss").of("user:vera", "user:lena"));
        Round round = Round.open(plan, ROSTER, NOW);
        assertThat(round.obstacles(ROSTER, users("vera"))).containsOnlyKeys(1);
        assertThat(round.obstacles(ROSTER, Set.of())).isEmpty();
        assertThat(approved(round, "lena", ROSTER).obstacles(ROSTER, users("vera")))
                .isEqualTo(
                        Map.of(
                                1,
                                "The stage 'boss' cannot be satisfied: nobody could approve it (of 2, 1 contributed to this version, 1 decided in another stage)."));
    }

    @Test
    void whom_an_overdue_stage_escalates_to_can_clear_it() {
        Round round = Round.open(
                plan(aStage("legal")
                        .of("group:nobody", "group:legal")
                        .clearedBy(Quorum.ALL)
                        .within(Duration.ofHours(1))
                        .orAlso("user:vera")),
                ROSTER,
                NOW);
        assertThat(round.obstacles(ROSTER, Set.of())).hasSize(1);
        Round overdue = round.pass(NOW.plus(Duration.ofHours(1)), null).round();
        assertThat(overdue.obstacles(ROSTER, Set.of())).isEmpty();
        assertThat(overdue.obstacles(ROSTER, users("vera"))).hasSize(1);
    }
}

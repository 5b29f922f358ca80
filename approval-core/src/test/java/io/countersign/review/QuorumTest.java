package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.review.StageStatus.APPROVED;
import static io.countersign.review.StageStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.StageFixture;
import io.countersign.identity.Person;
import io.countersign.routing.Quorum;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuorumTest {
    private static final String CLIENT = "approver:" + Sitting.CLIENT.value();

    private static StageFixture stage(Quorum quorum, String... reviewers) {
        return aStage("legal").of(reviewers).clearedBy(quorum);
    }

    /** Why the stage could not be cleared by a plan under four eyes to which these contributed. */
    private static Optional<String> obstacle(StageFixture stage, String... contributors) {
        Set<Person> barred =
                Set.copyOf(List.of(contributors).stream().map(Person::user).toList());
        return Sitting.plan(true, false, stage).obstacle(Sitting.ROSTER, barred);
    }

    @Test
    void any_is_one_and_none_is_not_enough() {
        assertThat(QuorumCount.isMet(stage(Quorum.ANY, "user:lena").rule(), 0, List.of()))
                .isFalse();
        Sitting sitting = Sitting.of(stage(Quorum.ANY, "group:legal", "user:vera"));
        sitting.approves("vera");
        sitting.stands(APPROVED);
    }

    @Test
    void all_is_every_entry_as_listed_a_group_being_one_that_any_member_answers() {
        Sitting sitting = Sitting.of(stage(Quorum.ALL, "group:legal", "user:vera", "user:lou"));
        sitting.approves("lena");
        sitting.approves("vera");
        sitting.stands(OPEN);
        sitting.approves("lou");
        sitting.stands(APPROVED);
    }

    @Test
    void all_is_answered_by_one_person_where_they_belong_to_every_entry() {
        Sitting sitting = Sitting.of(stage(Quorum.ALL, "group:legal", "user:lena"));
        sitting.approves("lou");
        sitting.stands(OPEN);
        sitting.approves("lena");
        sitting.stands(APPROVED);
    }

    @Test
    void a_number_counts_distinct_persons_and_not_the_entries_they_answer() {
        Sitting sitting = Sitting.of(stage(new Quorum.AtLeast(2), "group:legal", "user:lena", "user:vera"));
        sitting.approves("lena");
        sitting.stands(OPEN);
        sitting.approves("lena");
        sitting.stands(OPEN);
        sitting.approves("lou");
        sitting.stands(APPROVED);
    }

    @ParameterizedTest(name = "{0}% of three is {1}")
    @CsvSource({"1, 1", "33, 1", "34, 2", "50, 2", "66, 2", "67, 3", "100, 3"})
    void a_share_is_of_those_eligible_at_opening_rounded_up_at_least_one(int percent, int persons) {
        Sitting sitting = Sitting.of(stage(new Quorum.Share(percent), "group:legal", "user:vera"));
        List<String> people = List.of("lena", "lou", "vera");
        for (int voted = 0; voted < persons; voted++) {
            sitting.stands(OPEN);
            sitting.approves(people.get(voted));
        }
        sitting.stands(APPROVED);
        assertThat(sitting.round.stage(0).needed()).isEqualTo(persons);
    }

    @Test
    void a_share_counts_only_those_who_could_decide_in_the_stage() {
        Quorum half = new Quorum.Share(50);
        Sitting anybody = Sitting.of(stage(half, "user:lena", "user:lou", CLIENT));
        assertThat(anybody.round.stage(0).needed()).isEqualTo(2);
        Sitting accounts =
                Sitting.of(stage(half, "user:lena", "user:lou", CLIENT).byAccountsOnly());
        assertThat(accounts.round.stage(0).needed()).isEqualTo(1);
    }

    @Test
    void nothing_but_a_share_is_fixed_at_opening() {
        assertThat(Sitting.of(stage(Quorum.ALL, "group:legal")).round.stage(0).needed())
                .isZero();
    }

    @Test
    void a_plan_that_people_can_satisfy_has_no_obstacle() {
        assertThat(obstacle(stage(Quorum.ANY, "group:legal"))).isEmpty();
        assertThat(obstacle(stage(Quorum.ALL, "group:legal", "group:marketing"), "maya"))
                .isEmpty();
        assertThat(obstacle(stage(new Quorum.AtLeast(2), "group:legal"))).isEmpty();
        assertThat(obstacle(stage(new Quorum.Share(100), "group:legal"))).isEmpty();
    }

    @Test
    void an_obstacle_names_stage_and_reason() {
        assertThat(obstacle(stage(Quorum.ANY, "user:maya"), "maya"))
                .hasValue(
                        "The stage 'legal' cannot be satisfied: nobody could approve it (of 1, 1 contributed to this version).");
        assertThat(obstacle(stage(Quorum.ALL, "group:legal", "user:maya"), "maya"))
                .hasValue(
                        "The stage 'legal' cannot be satisfied: nobody could approve for user:maya (of 1, 1 contributed to this version).");
        assertThat(obstacle(stage(new Quorum.AtLeast(3), "group:legal")))
                .hasValue("The stage 'legal' cannot be satisfied: it needs 3 people, and only 2 could approve it.");
        assertThat(obstacle(stage(new Quorum.Share(100), "group:marketing"), "maya"))
                .hasValue(
                        "The stage 'legal' cannot be satisfied: it needs 2 people, and only 1 could approve it (of 2, 1 contributed to this version).");
        assertThat(obstacle(stage(Quorum.ANY, "group:nobody"))).isPresent();
    }

    @Test
    void who_decides_through_links_only_cannot_satisfy_a_stage_of_accounts() {
        assertThat(obstacle(stage(Quorum.ANY, CLIENT))).isEmpty();
        assertThat(obstacle(stage(Quorum.ANY, CLIENT).byAccountsOnly())).isPresent();
        assertThat(obstacle(stage(Quorum.ALL, "user:vera", "group:agency").byAccountsOnly()))
                .hasValueSatisfying(why -> assertThat(why).contains("group:agency"));
    }

    @Test
    void without_four_eyes_a_contributor_is_no_obstacle() {
        assertThat(Sitting.plan(false, false, stage(Quorum.ANY, "user:maya"))
                        .obstacle(Sitting.ROSTER, Set.of(Person.user("maya"))))
                .isEmpty();
    }
}

package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.ReplayReport.Refusal;
import io.countersign.ReplayReport.Review;
import io.countersign.ReplayReport.Unsatisfiable;
import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.problem.Violation;
import io.countersign.review.Verdict;
import io.countersign.routing.Condition;
import io.countersign.routing.Label;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where legal saw everything, and something else is proposed. */
class ReplayTest extends OfficeTest {
    private static final StageRule LEGAL = stage("legal", 0, Quorum.ANY, "group:legal");
    private static final StageRule BOSS = stage("boss", 10, Quorum.ANY, "user:vera");

    private final Instant from = clock.instant();

    @Test
    void reviews_added_and_removed_are_counted_by_stage_and_listed_the_latest_first() {
        Post price = submitted(PostForm.of(LINKEDIN, "the price"));
        clock.pass(Duration.ofMinutes(1));
        Post plain = submitted(PostForm.of(LINKEDIN, "good morning"));

        ReplayReport report = replay(policy(List.of(keyword("pricing", "price", "legal")), "boss"));

        assertThat(report.rounds()).isEqualTo(2);
        assertThat(report.removed())
                .isEqualTo(new ReplayReport.Reviews(
                        1, new java.util.TreeMap<>(Map.of("legal", 1L)), List.of(new Review(plain.id(), 1, "legal"))));
        assertThat(report.added().byStage()).isEqualTo(Map.of("boss", 1L));
        assertThat(report.added().listed()).containsExactly(new Review(plain.id(), 1, "boss"));
        assertThat(report.deadRules()).isEmpty();
        assertThat(report.refused().total()).isZero();
        assertThat(price.plan()).isNotNull();
    }

    @Test
    void rules_that_matched_nothing_are_named() {
        submitted(PostForm.of(LINKEDIN, "the price"));

        ReplayReport report = replay(policy(
                List.of(
                        keyword("never", "pirce", "legal"),
                        keyword("pricing", "price", "legal"),
                        keyword("other", "discount", "boss")),
                "legal"));

        assertThat(report.deadRules()).containsExactly("never", "other");
    }

    @Test
    void the_version_that_was_reviewed_is_judged_and_each_round_by_itself() {
        Post post = submitted(PostForm.of(LINKEDIN, "the price"));
        decide(post, "lena", Verdict.REQUEST_CHANGES);
        Post second = submit(edit(post, PostForm.of(LINKEDIN, "good morning")));
        edit(second, PostForm.of(LINKEDIN, "the price again"));

        ReplayReport report = replay(policy(List.of(keyword("pricing", "price", "boss")), "legal"));

        assertThat(report.rounds()).isEqualTo(2);
        assertThat(report.added().listed()).containsExactly(new Review(post.id(), 1, "boss"));
        assertThat(report.removed().listed()).containsExactly(new Review(post.id(), 1, "legal"));
    }

    @Test
    void labels_are_those_that_were_recorded_and_not_what_a_classifier_says_today() {
        office.labeller.seeing(Label.of("risky", 0.9));
        Post risky = submitted(form());
        office.labeller.seeing();
        submitted(form());
        office.labeller.abstaining();
        Post unclear = submitted(form());
        office.labeller.answering(content -> {
            throw new AssertionError("Nobody is asked again");
        });

        ReplayReport report = replay(RoutingPolicy.of(
                        List.of(LEGAL, BOSS, stage("marketing", 20, Quorum.ANY, "group:marketing", "user:vera")),
                        List.of(new Rule("risky", label(), List.of("boss"))),
                        List.of("legal"))
                .withUnclassified(List.of("marketing")));

        assertThat(report.added().listed())
                .containsExactlyInAnyOrder(new Review(risky.id(), 1, "boss"), new Review(unclear.id(), 1, "marketing"));
        assertThat(report.unlabelled()).isEqualTo(1);
    }

    @Test
    void a_round_without_recorded_labels_counts_as_unclassified_where_the_policy_asks_for_them() {
        Approvals without = Approvals.on(office.store)
                .directory(office.approvals.directory())
                .build();
        Post post = without.posts().submit(office.as("maya"), office.draft("a").id(), null);

        ReplayReport asking = replay(RoutingPolicy.of(
                        List.of(LEGAL, BOSS), List.of(new Rule("risky", label(), List.of("legal"))), List.of("legal"))
                .withUnclassified(List.of("boss")));
        ReplayReport notAsking = replay(policy(List.of(), "legal"));

        assertThat(asking.unlabelled()).isEqualTo(1);
        assertThat(asking.added().listed()).containsExactly(new Review(post.id(), 1, "boss"));
        assertThat(notAsking.unlabelled()).isZero();
        assertThat(notAsking.added().total()).isZero();
    }

    @Test
    void whom_the_author_asked_for_stays_and_suffices_where_nothing_else_is_routed() {
        submitted(form().withReviewers(List.of(new ReviewerRef.User("vera"))));
        Post alone = submitted(form());

        ReplayReport report = replay(policy(List.of()));

        assertThat(report.removed().byStage()).isEqualTo(Map.of("legal", 2L));
        assertThat(report.added().total()).isZero();
        assertThat(report.refused().listed())
                .containsExactly(
                        new Refusal(
                                alone.id(),
                                1,
                                "No stage is routed to this post and it names no reviewers, but the policy requires a review."));
    }

    @Test
    void groups_that_authors_asked_are_looked_up_too() {
        submitted(form().withReviewers(List.of(new ReviewerRef.Group("marketing"))));

        ReplayReport report = replay(policy(List.of()));

        assertThat(report.refused().total()).as("mark is there").isZero();
    }

    @Test
    void what_submitting_would_refuse_is_told_with_the_reason() {
        Post post = submitted(form());

        ReplayReport report = replay(RoutingPolicy.of(
                List.of(
                        stage("peers", 0, Quorum.ANY, "user:maya"),
                        stage("ghosts", 1, Quorum.ANY, "group:nobody"),
                        LEGAL),
                List.of(),
                List.of("peers")));

        assertThat(report.refused().total()).isEqualTo(1);
        assertThat(report.refused().listed().get(0).post()).isEqualTo(post.id());
        assertThat(report.refused().listed().get(0).why()).contains("'peers'", "contributed");
        assertThat(report.unsatisfiable()).extracting(Unsatisfiable::stage).containsExactly("ghosts");
        assertThat(report.unsatisfiable().get(0).why())
                .isEqualTo("The stage 'ghosts' cannot be satisfied: nobody could approve it.");
    }

    @Test
    void a_period_takes_its_beginning_and_not_its_end() {
        submitted(form());
        Instant later = from.plusSeconds(60);
        clock.pass(Duration.ofSeconds(60));
        submitted(form());

        RoutingPolicy policy = policy(List.of(), "legal");
        assertThat(replay(policy, from, later).rounds()).isEqualTo(1);
        assertThat(replay(policy, from, later.plusMillis(1)).rounds()).isEqualTo(2);
        assertThat(replay(policy, from.plusMillis(1), later).rounds()).isZero();
    }

    @Test
    void of_many_rounds_all_are_counted_and_some_are_listed() {
        List<PostId> ids = new ArrayList<>();
        for (int i = 0; i < 210; i++) ids.add(office.draft("post " + i).id());
        office.approvals.posts().submitEach(office.as("maya"), ids);

        ReplayReport report = replay(policy(List.of(), "boss"));

        assertThat(report.rounds()).isEqualTo(210);
        assertThat(report.added().total()).isEqualTo(210);
        assertThat(report.added().listed()).hasSize(200).doesNotHaveDuplicates();
        assertThat(report.added().listed().get(0).post()).isEqualTo(ids.get(209));
        assertThat(replay(policy(List.of())).refused().listed()).hasSize(200);
        assertThat(replay(policy(List.of())).refused().total()).isEqualTo(210);
    }

    @Test
    void more_rounds_than_one_replay_looks_at_are_invalid_input() {
        submitted(form());
        submitted(form());
        ReplayForm form = new ReplayForm(policy(List.of(), "boss"), from, from.plusSeconds(1));

        assertThat(office.approvals
                        .routing()
                        .replay(office.as("admin"), form, 2)
                        .rounds())
                .isEqualTo(2);
        assertThat(wrong(() -> office.approvals.routing().replay(office.as("admin"), form, 1)))
                .containsExactly(new Violation("from", "the period has more than 1 rounds; ask for a shorter one"));
    }

    @Test
    void the_policy_is_held_to_what_storing_it_is_held_to_and_the_period_to_a_year() {
        RoutingPolicy unknown = policy(List.of(), "nowhere");
        assertThat(wrong(() -> replay(unknown)))
                .containsExactly(new Violation("policy.otherwise", "names the stage 'nowhere', which is not defined"));
        RoutingPolicy good = policy(List.of(), "legal");
        assertThat(wrong(() -> replay(good, from, from)))
                .extracting(Violation::field)
                .containsExactly("to");
        assertThat(wrong(() -> replay(good, from, from.plus(Duration.ofDays(367)))))
                .extracting(Violation::field)
                .containsExactly("to");
        assertThat(replay(good, from, from.plus(Duration.ofDays(366))).rounds()).isZero();
        assertThat(wrong(() -> replay(good, Instant.MIN, from)))
                .extracting(Violation::field)
                .containsExactly("from");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(wrong(
                        () -> office.approvals.routing().replay(office.as("admin"), Json.read("{}", ReplayForm.class))))
                .extracting(Violation::field)
                .containsExactly("from", "policy", "to");
    }

    @Test
    void it_needs_the_permission_to_manage_routing() {
        ReplayForm form = new ReplayForm(policy(List.of(), "legal"), from, from.plusSeconds(1));

        assertThatThrownBy(() -> office.approvals.routing().replay(office.as("maya"), form))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> office.approvals.routing().replay(office.as("stranger"), form))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals.routing().replay(office.client(), form))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void it_changes_nothing() {
        Post post = submitted(form());
        PolicyVersion before = office.approvals.routing().get(office.as("admin"));

        replay(policy(List.of(), "boss"));

        assertThat(office.approvals.routing().get(office.as("admin"))).isEqualTo(before);
        assertThat(office.now(post.id())).isEqualTo(post);
    }

    private ReplayReport replay(RoutingPolicy policy) {
        return replay(policy, from, from.plus(Duration.ofDays(1)));
    }

    private ReplayReport replay(RoutingPolicy policy, Instant begin, Instant end) {
        return office.approvals.routing().replay(office.as("admin"), new ReplayForm(policy, begin, end));
    }

    private static List<Violation> wrong(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(InvalidInputException.class, call).violations();
    }

    private static RoutingPolicy policy(List<Rule> rules, String... otherwise) {
        return RoutingPolicy.of(List.of(LEGAL, BOSS), rules, List.of(otherwise));
    }

    private static Rule keyword(String name, String word, String stage) {
        Condition when =
                new Condition(null, null, null, null, null, List.of(word), null, null, null, null, null, null, null);
        return new Rule(name, when, List.of(stage));
    }

    private static Condition label() {
        return new Condition(null, null, null, null, null, null, null, null, "risky", 0.5, null, null, null);
    }
}

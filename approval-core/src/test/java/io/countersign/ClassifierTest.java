package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.audit.AuditEntry;
import io.countersign.contract.office.Labeller;
import io.countersign.contract.office.Office;
import io.countersign.identity.PostId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.ConflictException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Plan;
import io.countersign.routing.Classification;
import io.countersign.routing.Classification.Answer;
import io.countersign.routing.Classification.Ending;
import io.countersign.routing.Condition;
import io.countersign.routing.Label;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a label sends a post to the boss as well, and whom nobody could classify to marketing. */
class ClassifierTest extends OfficeTest {
    @BeforeEach
    void risky_goes_to_the_boss_and_unclassified_to_marketing() {
        office.wanting(policy());
    }

    @Test
    void labels_are_asked_for_before_the_rules_run_and_recorded_with_who_gave_them() {
        office.labeller.seeing(Label.of("risky", 0.83));

        Post post = submitted(form());

        assertThat(stages(post)).containsExactly("legal", "boss");
        Answer answer = new Answer(Ending.ANSWERED, "labeller", "1", List.of(Label.of("risky", 0.83)), null);
        assertThat(plan(post).classification()).isEqualTo(new Classification(answer, null));
        assertThat(plan(post).stages().get(1).because())
                .containsExactly("rule 'risky': label 'risky' with confidence 0.830");
        AuditEntry submitted = entries(post.id(), "post.submitted").get(0);
        assertThat(new String(submitted.bytes(), StandardCharsets.UTF_8))
                .contains(
                        "\"model\":\"labeller\"",
                        "\"version\":\"1\"",
                        "\"name\":\"risky\"",
                        "\"confidence\":\"0.830\"");
    }

    @Test
    void if_it_fails_or_abstains_the_stages_of_whenUnclassified_are_added_as_well() {
        office.labeller.abstaining();
        Post abstained = submitted(form());
        office.labeller.answering(content -> {
            throw new IllegalStateException("down");
        });
        Post failed = submitted(form());

        assertThat(stages(abstained)).containsExactly("marketing", "legal");
        assertThat(stages(failed)).containsExactly("marketing", "legal");
        assertThat(Objects.requireNonNull(plan(failed).classification()).used())
                .isEqualTo(
                        new Answer(Ending.FAILED, "labeller", "1", List.of(), "it failed with IllegalStateException"));
    }

    @Test
    void no_label_reaching_atLeast_is_an_answer_not_an_abstention() {
        office.labeller.seeing(Label.of("risky", 0.69));

        assertThat(stages(submitted(form()))).containsExactly("legal");
    }

    @Test
    void an_explanation_asks_the_classifier_too_and_says_what_submitting_then_does() {
        office.labeller.seeing(Label.of("risky", 0.9));

        List<RoutedStage> explained = office.approvals.routing().explain(office.as("maya"), form());

        assertThat(explained).isEqualTo(plan(submitted(form())).stages());
        assertThat(explained).hasSize(2);
    }

    @Test
    void in_bulk_each_post_is_routed_by_its_own_labels() {
        office.labeller.answering(content ->
                "risky".equals(content.caption()) ? Optional.of(List.of(Label.of("risky", 1))) : Optional.empty());
        List<PostId> ids =
                List.of(office.draft("plain").id(), office.draft("risky").id());

        List<SubmitResult> results = office.approvals.posts().submitEach(office.as("maya"), ids);

        assertThat(results).hasSize(2).allMatch(SubmitResult.Submitted.class::isInstance);
        assertThat(stages(office.now(ids.get(0)))).containsExactly("marketing", "legal");
        assertThat(stages(office.now(ids.get(1)))).containsExactly("legal", "boss");
    }

    @Test
    void nobody_has_contents_classified_who_may_not_submit() {
        Post draft = office.draft("a");
        List<String> seen = new ArrayList<>();
        office.labeller.answering(content -> {
            seen.add(String.valueOf(content.caption()));
            return Optional.empty();
        });

        assertThatThrownBy(() -> office.approvals.posts().submit(office.as("vera"), draft.id(), null))
                .isInstanceOf(NotPermittedException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void a_version_that_is_edited_while_it_is_classified_is_not_submitted_by_the_labels_of_the_old_one() {
        Post post = office.draft("harmless");
        office.labeller.answering(content -> {
            if ("harmless".equals(content.caption())) edit(post, PostForm.of(Office.LINKEDIN, "risky"));
            return Optional.of(List.of());
        });

        assertThatThrownBy(() -> submit(post)).isInstanceOf(ConflictException.class);

        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.DRAFT);
        assertThat(stages(submit(post))).containsExactly("legal");
    }

    @Test
    void in_bulk_a_version_that_is_edited_meanwhile_stops_no_other() {
        Post edited = office.draft("harmless");
        Post other = office.draft("other");
        office.labeller.answering(content -> {
            if ("harmless".equals(content.caption())) edit(edited, PostForm.of(Office.LINKEDIN, "risky"));
            return Optional.of(List.of());
        });

        List<SubmitResult> results =
                office.approvals.posts().submitEach(office.as("maya"), List.of(edited.id(), other.id()));

        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        SubmitResult.Failed.class,
                        failed -> assertThat(failed.problem()).isInstanceOf(ConflictException.class));
        assertThat(results.get(1)).isInstanceOf(SubmitResult.Submitted.class);
    }

    @Test
    void a_change_that_is_not_material_makes_no_difference_to_the_labels() {
        Post post = office.draft("harmless");
        office.labeller.answering(content -> {
            if (office.now(post.id()).revision() == post.revision())
                edit(
                        post,
                        PostForm.of(Office.LINKEDIN, "harmless")
                                .withSchedule(clock.instant().plusSeconds(3600), java.time.ZoneOffset.UTC));
            return Optional.of(List.of(Label.of("risky", 1)));
        });

        assertThat(stages(submit(post))).containsExactly("legal", "boss");
    }

    @Test
    void without_a_classifier_a_stored_label_condition_counts_as_unclassified_and_a_new_one_is_invalid_input() {
        Approvals without = Approvals.on(office.store)
                .directory(office.approvals.directory())
                .build();
        Post post = office.draft("a");

        Post submitted = without.posts().submit(office.as("maya"), post.id(), null);

        assertThat(stages(submitted)).containsExactly("marketing", "legal");
        assertThat(plan(submitted).classification()).isNull();
        RoutingPolicy other = policyAt(0.5);
        assertThat(catchThrowableOfType(
                                InvalidInputException.class,
                                () -> without.routing().put(office.as("admin"), other))
                        .violations())
                .extracting(violation -> violation.field())
                .containsExactly("rules[0] 'risky'.when.label");
    }

    @Test
    void a_shadow_is_recorded_and_never_used() {
        Labeller shadow = new Labeller();
        shadow.seeing(Label.of("risky", 1));
        Approvals shadowed = Approvals.on(office.store)
                .directory(office.approvals.directory())
                .classifier(office.labeller, Duration.ofMinutes(1))
                .shadowClassifier(shadow)
                .build();

        Post post = shadowed.posts().submit(office.as("maya"), office.draft("a").id(), null);

        assertThat(stages(post)).containsExactly("legal");
        assertThat(Objects.requireNonNull(Objects.requireNonNull(plan(post).classification())
                                .shadow())
                        .labels())
                .containsExactly(Label.of("risky", 1));
    }

    @Test
    void a_shadow_needs_one_to_be_compared_with_and_a_limit_is_a_positive_time() {
        var store = new InMemoryApprovalStore();
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Approvals.on(store).shadowClassifier(office.labeller).build());
        for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1)))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Approvals.on(store).classifier(office.labeller, limit));
    }

    private static RoutingPolicy policy() {
        return policyAt(0.7);
    }

    private static RoutingPolicy policyAt(double atLeast) {
        Condition risky =
                new Condition(null, null, null, null, null, null, null, null, "risky", atLeast, null, null, null);
        return RoutingPolicy.of(
                        List.of(
                                stage("marketing", 0, Quorum.ANY, "group:marketing", "user:vera"),
                                stage("legal", 10, Quorum.ANY, "group:legal"),
                                stage("boss", 20, Quorum.ANY, "user:vera")),
                        List.of(new Rule("risky", risky, List.of("boss"))),
                        List.of("legal"))
                .withUnclassified(List.of("marketing"));
    }

    private static Plan plan(Post post) {
        return Objects.requireNonNull(post.plan());
    }

    private static List<String> stages(Post post) {
        return plan(post).stages().stream().map(stage -> stage.rule().name()).toList();
    }
}

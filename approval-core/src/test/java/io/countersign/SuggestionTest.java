package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.content.Media;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import io.countersign.publish.Clearance;
import io.countersign.review.StageStatus;
import io.countersign.review.Suggestion;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.review.Vote;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "With REQUEST_CHANGES a reviewer may attach a caption. If the next submitted version equals the reviewed content with
 * just that caption, their approval counts in that stage without asking again, if they are still its reviewer; recorded as
 * such. Suggesting is not contributing."
 */
class SuggestionTest extends OfficeTest {
    @Test
    void S_63_the_next_version_that_is_exactly_what_was_suggested_needs_no_second_look_of_who_suggested_it() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "Hello, world");
        Post again = submit(edit(post, PostForm.of(LINKEDIN, "Hello, world")));
        assertThat(again.status()).isEqualTo(PostStatus.APPROVED);
        assertThat(again.state().clearance())
                .isEqualTo(new Clearance.Approved(again.version().digest(), 2));
        assertThat(again.round().orElseThrow().stage(0).status()).isEqualTo(StageStatus.APPROVED);
    }

    @Test
    void S_66_it_is_recorded_as_the_decision_of_who_suggested_carried_over_by_who_submits() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "Hello, world");
        Post again = submit(edit(post, PostForm.of(LINKEDIN, "Hello, world")));
        Vote vote = again.round().orElseThrow().stage(0).votes().get(0);
        assertThat(vote.by()).isEqualTo(new Actor.Name(Actor.Kind.USER, "lena"));
        assertThat(vote.verdict()).isEqualTo(Verdict.APPROVE);
        assertThat(vote.carriedFrom()).isEqualTo(1);
        assertThat(vote.suggestion()).isNull();
        AuditEntry carried = entries(post.id(), "post.decided").get(0);
        AuditEntry suggested = entries(post.id(), "post.decided").get(1);
        assertThat(carried.actor().id()).isEqualTo("maya");
        assertThat(suggested.actor().id()).isEqualTo("lena");
        Map<String, Object> details = Trail.details(carried.bytes());
        assertThat(details)
                .containsEntry("by", Map.of("id", "lena", "kind", "USER"))
                .containsEntry("carriedFrom", 1)
                .containsEntry("round", 2)
                .containsEntry("verdict", "APPROVE")
                .containsEntry("decision", Trail.details(suggested.bytes()).get("decision"));
        assertThat(actions(post.id()))
                .startsWith("post.approved", "post.decided", "post.submitted", "post.edited", "post.decided");
    }

    @ParameterizedTest(name = "suggested {0}, then {1}")
    @CsvSource(textBlock = """
            # suggested, versions submitted, counts
            better,      better,             true
            better,      worse,              false
            better,      BETTER,             false
            better,      'worse,better',     false
            better,      'draft:worse,better', true
            """)
    void only_the_next_version_that_is_submitted_can_be_what_was_suggested(
            String suggested, String versions, boolean counts) {
        office.wanting(stage("legal", 0, new Quorum.AtLeast(2), "group:legal", "user:vera"));
        Post post = submitted(form());
        suggest(post, office.as("lena"), suggested);
        for (String version : versions.split(",")) {
            Post edited =
                    edit(office.now(post.id()), PostForm.of(LINKEDIN, version.substring(version.indexOf(':') + 1)));
            if (!version.startsWith("draft:")) submit(edited);
        }
        assertThat(carried(office.now(post.id()), 0)).isEqualTo(counts ? List.of("lena") : List.of());
    }

    @Test
    void anything_else_that_is_changed_as_well_was_not_suggested() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "better");
        PostForm form = PostForm.of(LINKEDIN, "better")
                .withMedia(List.of(new Media("https://cdn.example/a.png", Media.Type.IMAGE, null, null)));
        assertThat(submit(edit(post, form)).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void submitting_the_old_version_again_ends_the_chance() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "better");
        submit(post);
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, "better"))).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void suggesting_is_not_contributing_but_writing_it_oneself_is() {
        office.wanting(stage("marketing", 0, Quorum.ANY, "user:mark", "user:vera"));
        Post post = submitted(form());
        suggest(post, office.as("mark"), "better");
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, "better"))).status())
                .as("mark suggested")
                .isEqualTo(PostStatus.APPROVED);

        Post other = submitted(form());
        suggest(other, office.as("mark"), "better");
        office.approvals.posts().edit(office.as("mark"), other.id(), 1, PostForm.of(LINKEDIN, "better"));
        assertThat(submit(other).status()).as("mark wrote it").isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void who_is_not_a_reviewer_of_that_stage_any_more_is_not_counted() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "better");
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lou"));
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, "better"))).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void a_stage_of_another_name_is_another_stage() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "better");
        office.wanting(stage("law", 0, Quorum.ANY, "group:legal"));
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, "better"))).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void a_stage_that_now_wants_an_account_does_not_count_what_was_suggested_through_a_link() {
        String client = office.clientRef().toString();
        office.wanting(stage("client", 0, Quorum.ANY, client, "user:vera"));
        Post post = submitted(form());
        suggest(post, office.client(), "better");
        office.wanting(account("client", client, "user:vera"));
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, "better"))).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void a_suggestion_through_a_link_counts_as_that_approver_through_that_link() {
        office.wanting(stage("client", 0, Quorum.ANY, office.clientRef().toString()));
        Post post = submitted(form());
        suggest(post, office.client(), "better");
        Post again = submit(edit(post, PostForm.of(LINKEDIN, "better")));
        assertThat(again.status()).isEqualTo(PostStatus.APPROVED);
        Vote vote = again.round().orElseThrow().stage(0).votes().get(0);
        assertThat(vote.assurance()).isEqualTo(Assurance.LINK);
        assertThat(vote.link()).isNotNull();
    }

    @Test
    void an_approver_who_was_deleted_meanwhile_is_not_counted() {
        ReviewerRef client = office.clientRef();
        office.wanting(stage("client", 0, Quorum.ANY, client.toString(), "user:vera"));
        Post post = submitted(form());
        suggest(post, office.client(), "better");
        office.approvals.approvers().delete(office.as("admin"), ((ReviewerRef.Approver) client).id());
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, "better"))).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void a_stage_that_opens_later_counts_it_then_and_the_next_opens_at_once() {
        office.wanting(
                stage("first", 0, Quorum.ANY, "user:vera"),
                stage("legal", 10, Quorum.ANY, "group:legal"),
                stage("last", 20, Quorum.ANY, "user:mark"));
        Post post = submitted(form());
        approve(post, "vera");
        suggest(post, office.as("lena"), "better");
        Post again = submit(edit(post, PostForm.of(LINKEDIN, "better")));
        assertThat(statuses(again)).containsExactly(StageStatus.OPEN, StageStatus.WAITING, StageStatus.WAITING);
        assertThat(carried(again, 1)).containsExactly("lena");
        approve(again, "vera");
        assertThat(statuses(office.now(post.id())))
                .containsExactly(StageStatus.APPROVED, StageStatus.APPROVED, StageStatus.OPEN);
        assertThat(Trail.details(entries(post.id(), "post.decided").get(0).bytes()))
                .containsEntry("opened", List.of("legal", "last"));
        assertThat(entries(post.id(), "post.decided")).hasSize(4);
    }

    @Test
    void a_stage_that_needs_more_than_them_opens_with_their_answer_in_it() {
        office.wanting(stage("legal", 0, Quorum.ALL, "user:lena", "user:lou"));
        Post post = submitted(form());
        suggest(post, office.as("lena"), "better");
        Post again = submit(edit(post, PostForm.of(LINKEDIN, "better")));
        assertThat(again.status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(office.approvals.reviews().awaits(office.as("lena"), again)).isFalse();
        assertThat(office.approvals.reviews().awaits(office.as("lou"), again)).isTrue();
        approve(again, "lou");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void S_66_who_suggested_may_still_change_their_mind_while_the_stage_is_open() {
        office.wanting(stage("legal", 0, Quorum.ALL, "user:lena", "user:lou"));
        Post post = submitted(form());
        suggest(post, office.as("lena"), "better");
        Post again = submit(edit(post, PostForm.of(LINKEDIN, "better")));
        assertThat(office.approvals
                        .reviews()
                        .decide(office.as("lena"), List.of(DecisionForm.of(post.id(), 2, Verdict.APPROVE, null)))
                        .get(0))
                .isInstanceOf(DecisionResult.AlreadyRecorded.class);
        decide(again, "lena", Verdict.REJECT);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.REJECTED);
        assertThat(entries(post.id(), "post.decided")).hasSize(3);
    }

    @Test
    void one_person_fills_one_stage_where_the_policy_wants_it_so() {
        Post post = submittedUnder(false);
        suggest(post, office.as("vera"), "better");
        assertThat(statuses(submit(edit(post, PostForm.of(LINKEDIN, "better")))))
                .as("vera suggested in both")
                .containsExactly(StageStatus.APPROVED, StageStatus.APPROVED);

        Post other = submittedUnder(false);
        suggest(other, office.as("vera"), "better");
        office.wanting(both(true));
        assertThat(statuses(submit(edit(other, PostForm.of(LINKEDIN, "better")))))
                .containsExactly(StageStatus.APPROVED, StageStatus.OPEN);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(textBlock = """
            # verdict,       caption,  field
            APPROVE,         better,   suggestion
            REJECT,          better,   suggestion
            REQUEST_CHANGES, Hello,    suggestion.caption
            REQUEST_CHANGES, '  ',     suggestion.caption
            """)
    void what_cannot_be_suggested_is_invalid_input(Verdict verdict, String caption, String field) {
        Post post = submitted(form());
        assertThatThrownBy(
                        () -> office.approvals.reviews().decide(office.as("lena"), suggestion(post, verdict, caption)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::field)
                                .containsExactly(field));
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(office.approvals.posts().texts(office.as("maya"), List.of(office.now(post.id()))))
                .isEmpty();
    }

    @Test
    void a_suggested_caption_is_as_long_as_a_caption_may_be() {
        Post post = submitted(form());
        String longest = "\uD83D\uDE80".repeat(65_536);
        assertThatThrownBy(() -> suggest(post, office.as("lena"), longest + "x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("65536");
        suggest(post, office.as("lena"), longest);
        assertThat(submit(edit(post, PostForm.of(LINKEDIN, longest))).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void a_suggestion_that_comes_too_late_is_refused() {
        Post post = approved(form());
        assertThatThrownBy(() -> suggest(post, office.as("lou"), "better"))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void authors_read_the_suggested_caption_and_the_state_holds_only_its_commitment() {
        Post post = submitted(form());
        suggest(post, office.as("lena"), "a caption of lena's");
        Post suggested = office.now(post.id());
        Suggestion suggestion = Objects.requireNonNull(
                suggested.round().orElseThrow().stage(0).votes().get(0).suggestion());
        assertThat(office.approvals.posts().texts(office.as("maya"), List.of(suggested)))
                .containsEntry(suggestion.caption(), "a caption of lena's");
        assertThat(suggested.toString()).doesNotContain("a caption of lena's");
        assertThat(suggestion)
                .isEqualTo(Suggestion.of(
                        suggested.version().content().withCaption("a caption of lena's"), suggestion.caption()));
    }

    @ParameterizedTest(name = "of a note for {0}")
    @CsvSource({"EVERYONE, true", "INTERNAL, false"})
    void through_a_link_suggestions_are_read_whose_notes_are_for_everyone(Visibility visibility, boolean read) {
        office.wanting(stage("both", 0, Quorum.ALL, office.clientRef().toString(), "user:vera"));
        Post post = submitted(form());
        DecisionForm.Suggested better = new DecisionForm.Suggested("better");
        office.approvals
                .reviews()
                .decide(
                        office.as("vera"),
                        new DecisionForm(post.id(), 1, null, Verdict.REQUEST_CHANGES, "why", visibility, null, better));
        assertThat(office.approvals
                        .posts()
                        .texts(office.client(), List.of(office.now(post.id())))
                        .values())
                .containsExactlyInAnyOrderElementsOf(read ? List.of("why", "better") : List.of());
    }

    private void suggest(Post post, Call call, String caption) {
        office.approvals.reviews().decide(call, suggestion(office.now(post.id()), Verdict.REQUEST_CHANGES, caption));
    }

    private static DecisionForm suggestion(Post post, Verdict verdict, String caption) {
        @Nullable String note = verdict.refuses() ? "because" : null;
        return new DecisionForm(
                post.id(),
                post.version().number(),
                null,
                verdict,
                note,
                null,
                null,
                new DecisionForm.Suggested(caption));
    }

    private Post submittedUnder(boolean distinctReviewers) {
        office.wanting(both(distinctReviewers));
        return submitted(form());
    }

    private static RoutingPolicy both(boolean distinctReviewers) {
        List<StageRule> stages = List.of(
                stage("one", 0, Quorum.ANY, "user:vera", "user:lou"),
                stage("two", 0, Quorum.ANY, "user:vera", "user:lena"));
        return new RoutingPolicy(
                stages, List.of(), List.of("one", "two"), List.of(), true, true, distinctReviewers, false, false);
    }

    private static StageRule account(String name, String... reviewers) {
        return StageRule.of(
                        name,
                        0,
                        List.of(reviewers).stream().map(ReviewerRef::parse).toList(),
                        Quorum.ANY)
                .withMinAssurance(Assurance.ACCOUNT);
    }

    private static List<StageStatus> statuses(Post post) {
        return post.round().orElseThrow().progress().stages().stream()
                .map(stage -> stage.status())
                .toList();
    }

    private static List<String> carried(Post post, int stage) {
        return post.round().orElseThrow().stage(stage).votes().stream()
                .filter(vote -> vote.carriedFrom() != null)
                .map(vote -> vote.by().id())
                .toList();
    }

    @Test
    void a_medium_that_comes_from_elsewhere_was_not_suggested_though_its_author_says_that_its_bytes_are_the_same() {
        Post post =
                submitted(PostForm.of(LINKEDIN, "Hello").withMedia(List.of(pictureAt("https://cdn.example/a.png"))));
        suggest(post, office.as("lena"), "better");
        PostForm form =
                PostForm.of(LINKEDIN, "better").withMedia(List.of(pictureAt("https://elsewhere.example/b.png")));
        assertThat(submit(edit(post, form)).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    private static Media pictureAt(String url) {
        return new Media(url, Media.Type.IMAGE, null, Digest.of("a picture"));
    }
}

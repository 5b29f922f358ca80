package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.BreakGlassCommand;
import io.countersign.post.BrokenGlass;
import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostState;
import io.countersign.post.PostStatus;
import io.countersign.post.StaleVersionException;
import io.countersign.post.Terms;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Clearance;
import io.countersign.review.Ending;
import io.countersign.review.StageStatus;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "DRAFT … APPROVED | break glass, then consent by another person | post:release, both; only if the policy has breakGlass:
 * true | SCHEDULED for now; the permit is of the current digest; a review owed stays open until somebody closes it, with a
 * finding".
 */
class BreakGlassTest extends GlassTest {
    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "IN_REVIEW", "CHANGES_REQUESTED", "REJECTED", "APPROVED"})
    void draft_to_approved_break_glass_then_consent_by_another_person_is_scheduled_for_now(PostStatus status) {
        Post post = in(status);
        Post asked = ask(post, "rita");
        assertThat(asked.status()).isEqualTo(status);
        assertThat(asked.cleared()).isEqualTo(post.cleared());
        Post consented = consent(post, "admin");
        assertThat(consented.status()).isEqualTo(PostStatus.SCHEDULED);
        assertThat(consented.state().forNow()).isTrue();
        assertThat(consented.state().dueAt()).isEqualTo(cut(clock.instant()));
        assertThat(consented.state().glass()).isNull();
        assertThat(consented.state().clearance())
                .isEqualTo(new Clearance.BreakGlass(post.version().digest(), policyNumber()));
        office.approvals.tick();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
        var permit = office.channels.out().get(0).permit();
        assertThat(permit.digest()).isEqualTo(post.version().digest());
        assertThat(permit.clearance()).isEqualTo(consented.state().clearance());
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULED", "PUBLISHING", "PUBLISHED", "FAILED", "UNCONFIRMED", "WITHDRAWN"})
    void what_is_scheduled_or_beyond_is_an_illegal_transition(PostStatus status) {
        Post post = in(status);
        assertThatThrownBy(() -> ask(post, "rita"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("still waits");
        assertThatThrownBy(() -> consent(post, "admin"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("still waits");
        assertThat(office.now(post.id()).status()).isEqualTo(status);
    }

    @Test
    void a_schedule_in_the_future_does_not_hold_it_back_and_it_is_never_missed() {
        Post post = submitted(ahead(form()));
        ask(post, "rita");
        consent(post, "admin");
        clock.pass(Duration.ofMinutes(59));
        assertThat(office.approvals.tick().published()).isEqualTo(1);
    }

    @Test
    void asking_alone_lets_nothing_out() {
        Post post = submitted(ahead(form()));
        ask(post, "rita");
        clock.pass(Duration.ofDays(3));
        office.approvals.tick();
        assertThat(office.channels.out()).isEmpty();
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void consent_is_by_another_person() {
        Post post = submitted(form());
        ask(post, "rita");
        assertThatThrownBy(() -> consent(post, "rita"))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("another person");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(entries(post.id(), "post.refused")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maya", "lena"})
    void both_need_post_release(String who) {
        Post post = submitted(form());
        assertThatThrownBy(() -> ask(post, who))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("post:release");
        ask(post, "rita");
        assertThatThrownBy(() -> consent(post, who))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("post:release");
    }

    @Test
    void only_if_the_policy_has_break_glass_true_when_asked_and_when_consented() {
        Post post = submitted(form());
        ask(post, "rita");
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        assertThatThrownBy(() -> consent(post, "admin"))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("breakGlass is false");
        Post other = submitted(form());
        assertThatThrownBy(() -> ask(other, "rita"))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("breakGlass is false");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.IN_REVIEW);
    }

    @Test
    void without_a_policy_nobody_breaks_glass() {
        Call call = Call.of(new WorkspaceId("globex"), office.as("admin").actor());
        Post post = office.approvals.posts().create(call, form());
        assertThatThrownBy(() -> office.approvals.breakGlass().ask(call, post.id(), "fire"))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void a_guest_can_do_none_of_it_and_an_outsider_finds_nothing() {
        allowing(stage("client", 0, Quorum.ANY, office.clientRef().toString()));
        Post post = submitted(form());
        BreakGlass glass = office.approvals.breakGlass();
        assertThatThrownBy(() -> glass.ask(office.client(), post.id(), "fire"))
                .isInstanceOf(NotPermittedException.class);
        ask(post, "rita");
        assertThatThrownBy(() -> glass.consent(office.client(), post.id())).isInstanceOf(NotPermittedException.class);
        consent(post, "admin");
        assertThatThrownBy(() -> glass.closeReview(office.client(), post.id(), "fine"))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> glass.ask(office.as("nobody"), post.id(), "fire"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> glass.closeReview(office.as("nobody"), post.id(), "fine"))
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rita", "admin"})
    void a_second_request_for_the_same_version_says_who_asked(String who) {
        Post post = submitted(form());
        ask(post, "rita");
        assertThatThrownBy(() -> ask(post, who))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("rita asked");
    }

    @Test
    void consent_without_a_request_is_an_illegal_transition() {
        Post post = submitted(form());
        assertThatThrownBy(() -> consent(post, "admin"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("nobody asked");
    }

    @Test
    void a_material_edit_forgets_that_anybody_asked_and_settings_do_not() {
        Post post = submitted(form());
        ask(post, "rita");
        Post saved = edit(post, ahead(form()));
        assertThat(saved.state().glass()).isNotNull();
        Post edited = edit(saved, PostForm.of(LINKEDIN, "better"));
        assertThat(edited.state().glass()).isNull();
        assertThatThrownBy(() -> consent(edited, "admin")).isInstanceOf(IllegalTransitionException.class);
        ask(edited, "rita");
        assertThat(consent(edited, "admin").cleared())
                .isEqualTo(edited.version().digest());
    }

    @Test
    void a_request_for_another_digest_is_no_request() {
        Post post = office.draft("one");
        PostState state = post.state();
        Digest other = Digest.of("two");
        BrokenGlass glass = new BrokenGlass(
                new Actor.Name(Actor.Kind.USER, "rita"), Person.user("rita"), other, clock.instant(), other);
        Post stale = new Post(
                post.workspace(),
                post.id(),
                post.head(),
                post.author(),
                null,
                post.createdAt(),
                post.version(),
                post.schedule(),
                post.status(),
                null,
                0,
                null,
                new PostState(
                        state.release(),
                        false,
                        List.of(),
                        null,
                        null,
                        false,
                        null,
                        false,
                        state.contributors(),
                        null,
                        state.publication(),
                        glass,
                        null,
                        null));
        Outcome outcome = new BreakGlassCommand.Consent(null, office.store.policy(post.workspace()))
                .applyTo(
                        stale, new Situation(office.as("admin").actor(), Roster.EMPTY, clock.instant()), Terms.DEFAULT);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(IllegalTransitionException.class));
    }

    @Test
    void withdrawing_releasing_and_recalling_forget_that_anybody_asked() {
        Post withdrawn = submitted(form());
        ask(withdrawn, "rita");
        assertThat(office.approvals
                        .posts()
                        .withdraw(office.as("maya"), withdrawn.id())
                        .state()
                        .glass())
                .isNull();
        Post approved = approved(form());
        ask(approved, "rita");
        assertThat(release(approved).state().glass()).isNull();
        Post recalled = approved(form());
        ask(recalled, "rita");
        assertThat(office.approvals
                        .posts()
                        .recall(office.as("lena"), recalled.id(), "not now")
                        .state()
                        .glass())
                .isNull();
    }

    @Test
    void an_open_round_is_superseded_and_its_approvals_stop_counting() {
        allowing(stage("legal", 0, Quorum.ALL, "user:lena", "user:lou"), stage("boss", 1, Quorum.ANY, "user:vera"));
        Post post = submitted(form());
        approve(post, "lena");
        ask(post, "rita");
        Post consented = consent(post, "admin");
        assertThat(consented.round().orElseThrow().progress().ending()).isEqualTo(Ending.SUPERSEDED);
        assertThat(consented.round().orElseThrow().progress().stages())
                .extracting(one -> one.status())
                .containsOnly(StageStatus.SKIPPED);
        assertThatThrownBy(() -> approve(post, "lou"))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("its round was ended");
        assertThat(details(post, "post.break-glass-consented")).containsEntry("supersededRound", 1);
    }

    @Test
    void a_round_that_approved_it_stays_as_it_ended() {
        Post post = approved(form());
        ask(post, "rita");
        Post consented = consent(post, "admin");
        assertThat(consented.round().orElseThrow().progress().ending()).isEqualTo(Ending.APPROVED);
        assertThat(details(post, "post.break-glass-consented")).containsEntry("supersededRound", null);
    }

    @Test
    void a_hold_still_holds_it() {
        Post post = approved(form());
        office.approvals.posts().hold(office.as("lena"), post.id(), "wait");
        ask(post, "rita");
        consent(post, "admin");
        office.approvals.tick();
        assertThat(office.channels.out()).isEmpty();
        office.approvals.posts().unhold(office.as("lena"), post.id());
        assertThat(office.approvals.tick().published()).isEqualTo(1);
    }

    @Test
    void reasons_and_findings_are_texts_of_1_to_4000_code_points() {
        Post post = submitted(form());
        for (String bad : List.of("", "  ", "x".repeat(4001))) {
            assertThatThrownBy(() -> office.approvals.breakGlass().ask(office.as("rita"), post.id(), bad))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("reason");
            assertThatThrownBy(() -> office.approvals.breakGlass().closeReview(office.as("rita"), post.id(), bad))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("finding");
        }
        Post asked = office.approvals.breakGlass().ask(office.as("rita"), post.id(), "\uD83D\uDD25".repeat(4000));
        assertThat(office.approvals.posts().texts(office.as("admin"), List.of(asked)))
                .containsKey(Objects.requireNonNull(asked.state().glass()).reason());
    }

    @Test
    void a_link_reads_neither_reason_nor_finding() {
        allowing(stage("client", 0, Quorum.ANY, office.clientRef().toString()));
        Post post = broken(form());
        close(post, "vera");
        assertThat(office.approvals.posts().texts(office.client(), List.of(office.now(post.id()))))
                .isEmpty();
    }

    @Test
    void who_consents_may_say_to_which_version() {
        Post post = submitted(form());
        ask(post, "rita");
        assertThatThrownBy(() -> office.approvals.breakGlass().consent(office.as("admin"), post.id(), 2))
                .isInstanceOf(StaleVersionException.class);
        assertThat(office.approvals
                        .breakGlass()
                        .consent(office.as("admin"), post.id(), 1)
                        .status())
                .isEqualTo(PostStatus.SCHEDULED);
    }

    @Test
    void another_zone_alone_does_not_put_off_what_goes_out_now() {
        Post post = submitted(ahead(form()));
        ask(post, "rita");
        Post waiting = consent(post, "admin");
        Post moved = office.approvals
                .posts()
                .reschedule(office.as("rita"), post.id(), waiting.schedule().at(), ZoneId.of("Asia/Tokyo"));
        assertThat(moved.state().dueAt()).isEqualTo(waiting.state().dueAt());
        assertThat(moved.state().forNow()).isTrue();
    }
}

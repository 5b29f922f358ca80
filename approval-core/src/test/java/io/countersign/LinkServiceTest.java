package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.link.LinkExpiredException;
import io.countersign.link.LinkRevokedException;
import io.countersign.link.LinkStatus;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.SessionExpiredException;
import io.countersign.link.TooManyAttemptsException;
import io.countersign.link.WrongPasswordException;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.ApprovalStore;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkServiceTest {
    private final HandClock clock = new HandClock();
    private final Office office = new Office(new InMemoryApprovalStore(clock), clock);
    private Approver client;
    private IssuedLink link;

    @BeforeEach
    void a_client_has_a_link() {
        client = office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Dana", null));
        office.wanting(stage("client", 0, Quorum.ANY, "approver:" + client.id()));
        link = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
    }

    @Test
    void S_40_the_right_secret_and_password_open_a_session_however_the_password_is_typed() {
        String typed = password().toLowerCase(java.util.Locale.ROOT).replace("-", " ");
        ReviewSession session = unlock(link.url().reveal(), typed);
        assertThat(session.approver().name()).isEqualTo("Dana");
        assertThat(office.approvals
                        .sessions()
                        .session(session.token())
                        .link()
                        .usage()
                        .uses())
                .isEqualTo(1);
    }

    @Test
    void S_48_wrong_secret_unknown_link_and_malformed_token_answer_alike() {
        String other = office.approvals
                .links()
                .create(office.as("admin"), LinkForm.of(client.id()))
                .token()
                .reveal();
        String wrongSecret = link.link().id() + "." + other.substring(other.indexOf('.') + 1);
        List<String> answers = new ArrayList<>();
        for (String token : List.of(wrongSecret, "nobody." + "A".repeat(43), "", "<script>", "a.b.c")) {
            ApprovalException answer = refusal(() -> unlock(token, password()));
            assertThat(answer).isInstanceOf(LinkUnknownException.class);
            answers.add(answer.getMessage());
        }
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void S_31_wrong_passwords_are_counted_recorded_and_slowed_down_and_success_forgets_them() {
        for (int i = 0; i < 5; i++)
            assertThatThrownBy(() -> unlock(token(), "wrong-wrong-wrong")).isInstanceOf(WrongPasswordException.class);
        assertThatThrownBy(() -> unlock(token(), password()))
                .as("not even the right one")
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(entries("link.wrong-password")).hasSize(5);
        assertThat(entries("link.throttled")).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        unlock(token(), password());
        assertThat(now(link).usage().failures()).isZero();
    }

    @Test
    void S_36_parallel_wrong_guesses_perform_no_more_looks_than_are_permitted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Object>> guesses = new ArrayList<>();
            for (int i = 0; i < 200; i++)
                guesses.add(() ->
                        refusal(() -> unlock(token(), "wrong-wrong-wrong")).code());
            List<Object> codes = new ArrayList<>();
            for (Future<Object> guess : threads.invokeAll(guesses)) codes.add(guess.get());
            assertThat(codes).isSubsetOf("wrong-password", "too-many-attempts", "busy");
        } finally {
            threads.shutdownNow();
        }
        assertThat(office.hasher.looks()).isEqualTo(5);
    }

    @Test
    void S_35_a_source_that_names_unknown_links_is_stopped_after_thirty_a_minute() {
        for (int i = 0; i < 30; i++)
            assertThatThrownBy(() -> office.approvals
                            .sessions()
                            .unlock("nobody." + "A".repeat(43), Secret.of("x"), "203.0.113.7", null))
                    .isInstanceOf(LinkUnknownException.class);
        assertThatThrownBy(
                        () -> office.approvals.sessions().unlock(token(), Secret.of(password()), "203.0.113.7", null))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(office.approvals.sessions().unlock(token(), Secret.of(password()), "203.0.113.8", null))
                .isNotNull();
    }

    @Test
    void S_8_an_expired_link_says_so_to_who_has_its_secret_and_can_be_extended() {
        clock.pass(Duration.ofDays(30));
        assertThatThrownBy(() -> unlock(token(), password())).isInstanceOf(LinkExpiredException.class);
        assertThat(entries("link.refused")).hasSize(1);
        office.approvals.links().extend(office.as("admin"), link.link().id(), null, Duration.ofDays(7));
        unlock(token(), password());
    }

    @Test
    void S_10_regenerating_kills_the_old_secret_and_every_session() {
        ReviewSession session = unlock(token(), password());
        IssuedLink fresh = office.approvals
                .links()
                .regenerate(office.as("admin"), link.link().id(), null);
        assertThatThrownBy(() -> office.approvals.sessions().session(session.token()))
                .isInstanceOf(SessionExpiredException.class);
        assertThatThrownBy(() -> unlock(token(), password())).isInstanceOf(LinkUnknownException.class);
        assertThat(fresh.link().id()).isEqualTo(link.link().id());
        unlock(fresh.token().reveal(), fresh.password().reveal());
    }

    @Test
    void S_11_revoking_is_final_and_ends_sessions_at_once() {
        ReviewSession session = unlock(token(), password());
        office.approvals.links().revoke(office.as("admin"), link.link().id());
        assertThatThrownBy(() -> office.approvals.sessions().session(session.token()))
                .isInstanceOf(SessionExpiredException.class);
        assertThatThrownBy(() -> unlock(token(), password())).isInstanceOf(LinkRevokedException.class);
        LinkId id = link.link().id();
        assertThatThrownBy(() -> office.approvals.links().extend(office.as("admin"), id, null, Duration.ofDays(1)))
                .isInstanceOf(LinkRevokedException.class);
        assertThatThrownBy(() -> office.approvals.links().regenerate(office.as("admin"), id, null))
                .isInstanceOf(LinkRevokedException.class);
        assertThat(office.approvals.links().counts(office.as("admin"))).containsEntry(LinkStatus.REVOKED, 1L);
    }

    @Test
    void S_43_an_approver_who_is_deleted_opens_nothing_any_more() {
        ReviewSession session = unlock(token(), password());
        office.approvals.approvers().delete(office.as("admin"), client.id());
        assertThatThrownBy(() -> office.approvals.sessions().session(session.token()))
                .isInstanceOf(SessionExpiredException.class);
        assertThatThrownBy(() -> unlock(token(), password())).isInstanceOf(LinkRevokedException.class);
    }

    @Test
    void S_42_a_session_ends_an_hour_after_its_last_use_and_twelve_hours_after_its_first() {
        ReviewSession session = unlock(token(), password());
        for (int i = 0; i < 23; i++) {
            clock.pass(Duration.ofMinutes(31));
            ReviewSession live = office.approvals.sessions().session(session.token());
            office.approvals.sessions().seen(live);
        }
        clock.pass(Duration.ofMinutes(31));
        assertThatThrownBy(() -> office.approvals.sessions().session(session.token()))
                .as("twelve hours")
                .isInstanceOf(SessionExpiredException.class);
        ReviewSession idle = unlock(token(), password());
        clock.pass(Duration.ofMinutes(60));
        assertThatThrownBy(() -> office.approvals.sessions().session(idle.token()))
                .isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void locking_ends_a_session_and_is_recorded() {
        ReviewSession session = unlock(token(), password());
        office.approvals.sessions().lock(session);
        assertThatThrownBy(() -> office.approvals.sessions().session(session.token()))
                .isInstanceOf(SessionExpiredException.class);
        assertThat(entries("link.locked")).hasSize(1);
    }

    @Test
    void S_38_the_first_view_of_a_post_is_recorded_once_a_session_and_version() {
        Post post = waiting("see me");
        ReviewSession session = unlock(token(), password());
        for (int i = 0; i < 3; i++) {
            ReviewSession look = office.approvals.sessions().session(session.token());
            office.approvals.sessions().viewed(look, post, 1, post.version().digest());
        }
        assertThat(entries("link.viewed")).hasSize(1);
        ReviewSession another = unlock(token(), password());
        office.approvals.sessions().viewed(another, post, 1, post.version().digest());
        assertThat(entries("link.viewed")).hasSize(2);
    }

    @Test
    void a_link_shows_what_was_ever_opened_to_its_approver_and_nothing_else() {
        Post waiting = waiting("for the client");
        Post draft = office.draft("not submitted");
        Call guest = unlock(token(), password()).call();
        assertThat(office.approvals.reviews().assigned(guest, PageRequest.FIRST).items())
                .extracting(Post::id)
                .containsExactly(waiting.id());
        assertThatThrownBy(() -> office.approvals.posts().get(guest, draft.id()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        office.approvals.posts().list(guest, io.countersign.store.PostFilter.ALL, PageRequest.FIRST))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals.approvers().list(guest, PageRequest.FIRST))
                .isInstanceOf(NotFoundException.class);
        List<DecisionResult> results = office.approvals
                .reviews()
                .decide(guest, List.of(DecisionForm.of(draft.id(), 1, Verdict.APPROVE, null)));
        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        DecisionResult.Failed.class,
                        failed -> assertThat(failed.problem()).isInstanceOf(NotFoundException.class));
    }

    @Test
    void a_version_that_was_not_submitted_is_never_shown_through_a_link() {
        Post post = waiting("first");
        office.approvals
                .posts()
                .edit(
                        office.as("maya"),
                        post.id(),
                        1,
                        io.countersign.post.PostForm.of(Office.LINKEDIN, "secret plans"));
        Call guest = unlock(token(), password()).call();
        assertThat(office.approvals.versions().list(guest, post.id()))
                .extracting(version -> version.content().caption())
                .containsExactly("first");
    }

    @Test
    void S_14_a_link_for_chosen_posts_opens_those_alone_and_warns_of_the_other() {
        Post one = waiting("one");
        Post two = waiting("two");
        IssuedLink narrow = office.approvals
                .links()
                .create(office.as("admin"), new LinkForm(client.id(), null, Set.of(one.id()), null, false));
        assertThat(narrow.warnings()).as("S-14").singleElement().asString().contains("another active link");
        Call guest = unlock(narrow.token().reveal(), narrow.password().reveal()).call();
        assertThat(office.approvals.reviews().waiting(guest, PageRequest.FIRST).items())
                .extracting(Post::id)
                .containsExactly(one.id());
        assertThatThrownBy(() -> office.approvals.posts().get(guest, two.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals
                        .posts()
                        .reschedule(guest, one.id(), clock.instant().plusSeconds(60), java.time.ZoneOffset.UTC))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void S_14_only_a_link_that_opens_the_same_to_the_same_reviewer_is_warned_of() {
        Approver other = office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Omar", null));
        PostId one = waiting("one").id();
        PostId two = waiting("two").id();
        assertThat(warned(other, null)).as("each approver has their own").isFalse();
        office.approvals.links().revoke(office.as("admin"), link.link().id());
        assertThat(warned(client, Set.of(one))).as("the other is revoked").isFalse();
        assertThat(warned(client, Set.of(two))).as("of another post").isFalse();
        assertThat(warned(client, Set.of(one))).isTrue();
        assertThat(warned(client, Set.of(one, two))).as("none opens both").isFalse();
        assertThat(warned(client, Set.of(two))).isTrue();
        assertThat(warned(client, null)).as("none opens all").isFalse();
        assertThat(warned(client, null)).isTrue();
        clock.pass(Duration.ofDays(30));
        assertThat(warned(client, null)).as("all have expired").isFalse();
    }

    private boolean warned(Approver approver, Set<PostId> posts) {
        LinkForm form = new LinkForm(approver.id(), null, posts, null, true);
        return !office.approvals
                .links()
                .create(office.as("admin"), form)
                .warnings()
                .isEmpty();
    }

    @Test
    void S_8_a_link_lasts_an_hour_to_ninety_days_and_thirty_where_nobody_says() {
        assertThat(lasting(null)).isEqualTo(Duration.ofDays(30));
        assertThat(lasting(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(lasting(Duration.ofDays(90))).isEqualTo(Duration.ofDays(90));
        for (Duration wrong : List.of(
                Duration.ofHours(1).minusNanos(1),
                Duration.ofDays(90).plusNanos(1),
                Duration.ZERO,
                Duration.ofDays(-1)))
            assertThatThrownBy(() -> lasting(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("validFor");
    }

    private Duration lasting(Duration validFor) {
        io.countersign.link.Link made = office.approvals
                .links()
                .create(office.as("admin"), new LinkForm(client.id(), null, null, validFor, true))
                .link();
        return Duration.between(made.createdAt(), made.expiresAt());
    }

    @Test
    void S_13_a_link_with_an_unacceptable_password_or_an_unknown_post_is_not_made() {
        long links = office.approvals
                .links()
                .list(office.as("admin"), io.countersign.store.LinkFilter.ALL, PageRequest.FIRST)
                .items()
                .size();
        assertThatThrownBy(() -> office.approvals
                        .links()
                        .create(office.as("admin"), new LinkForm(client.id(), Secret.of("short"), null, null, true)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> office.approvals
                        .links()
                        .create(
                                office.as("admin"),
                                new LinkForm(client.id(), null, Set.of(new PostId("nowhere")), null, true)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(office.approvals
                        .links()
                        .list(office.as("admin"), io.countersign.store.LinkFilter.ALL, PageRequest.FIRST)
                        .items())
                .hasSize((int) links);
    }

    @Test
    void S_54_asking_for_a_new_link_tells_the_asker_nothing_and_the_record_once() {
        office.approvals.sessions().requestRenewal(token(), null, null);
        office.approvals.sessions().requestRenewal(token(), null, null);
        office.approvals.sessions().requestRenewal("nobody." + "A".repeat(43), null, null);
        office.approvals.sessions().requestRenewal("nonsense", null, null);
        assertThat(entries("link.renewal-requested")).hasSize(1);
        assertThat(now(link).renewalRequestedAt()).isNotNull();
    }

    @Test
    void S_25_and_S_77_what_hashes_a_password_refuses_to_run_within_a_transaction_of_the_host() {
        Office joined = new Office(joined(office.store), clock);
        assertThatThrownBy(() -> joined.approvals.sessions().unlock(token(), Secret.of(password()), null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction of the host");
        assertThatThrownBy(() -> joined.approvals.links().create(joined.as("admin"), LinkForm.of(client.id())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(office.hasher.looks()).isZero();
    }

    private static ApprovalStore joined(ApprovalStore store) {
        return (ApprovalStore) Proxy.newProxyInstance(
                ApprovalStore.class.getClassLoader(),
                new Class<?>[] {ApprovalStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("joined")) return true;
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private Post waiting(String caption) {
        return office.approvals
                .posts()
                .submit(office.as("maya"), office.draft(caption).id(), null);
    }

    private ReviewSession unlock(String token, String password) {
        return office.approvals.sessions().unlock(token, Secret.of(password), null, null);
    }

    private String token() {
        return link.token().reveal();
    }

    private String password() {
        return link.password().reveal();
    }

    private io.countersign.link.Link now(IssuedLink issued) {
        return office.approvals.links().get(office.as("admin"), issued.link().id());
    }

    private List<AuditEntry> entries(String action) {
        return office.approvals
                .records()
                .entries(
                        office.as("admin"),
                        new TrailFilter(null, null, null, action, null, null),
                        new PageRequest(200, null))
                .items();
    }

    private static ApprovalException refusal(Runnable call) {
        try {
            call.run();
        } catch (ApprovalException refused) {
            return refused;
        }
        throw new AssertionError("it was not refused");
    }
}

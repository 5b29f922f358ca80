package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.contract.office.Office;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import io.countersign.review.Vote;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who decides in whose place, from the call to the record. */
class DelegationsTest extends OfficeTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final ReviewerRef VERA = user("vera");
    private static final ReviewerRef LENA = user("lena");
    private static final ReviewerRef LOU = user("lou");
    private static final ReviewerRef MARK = user("mark");

    private final Delegations delegations = office.approvals.delegations();

    private static ReviewerRef user(String id) {
        return new ReviewerRef.User(id);
    }

    private static ReviewerRef ref(Approver approver) {
        return new ReviewerRef.Approver(approver.id());
    }

    private Delegation gives(ReviewerRef who, ReviewerRef to, @Nullable Instant from, Instant until) {
        return delegations.give(office.as("admin"), who, new DelegationForm(to, from, until));
    }

    private Delegation givesToday(ReviewerRef who, ReviewerRef to) {
        return gives(who, to, null, clock.instant().plus(DAY));
    }

    private AbstractThrowableAssert<?, ?> refused(
            String field, ReviewerRef who, ReviewerRef to, @Nullable Instant from, Instant until) {
        return assertThatThrownBy(() -> gives(who, to, from, until))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        problem -> assertThat(problem.violations())
                                .extracting(violation -> violation.field())
                                .containsExactly(field));
    }

    private Post submitted() {
        office.wanting(stage("boss", 0, Quorum.ANY, "user:vera"));
        Post post = office.draft("Hello");
        return office.approvals.posts().submit(office.as("maya"), post.id(), null);
    }

    private DecisionResult decides(Call call, Post post) {
        return office.approvals.reviews().decide(call, DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
    }

    private Vote vote(Post post) {
        return office.now(post.id()).round().orElseThrow().stage(0).votes().get(0);
    }

    @Test
    void a_delegate_finds_what_waits_for_the_delegator_and_decides_it_and_the_record_names_both() {
        Post post = submitted();
        givesToday(VERA, MARK);
        assertThat(office.approvals
                        .reviews()
                        .waiting(office.as("mark"), PageRequest.FIRST)
                        .items())
                .extracting(Post::id)
                .containsExactly(post.id());
        assertThat(office.approvals
                        .reviews()
                        .assigned(office.as("mark"), PageRequest.FIRST)
                        .items())
                .hasSize(1);
        assertThat(office.approvals.reviews().awaits(office.as("mark"), post)).isTrue();
        decides(office.as("mark"), post);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
        assertThat(vote(post).inPlaceOf()).isEqualTo(Person.user("vera"));
        AuditEntry decided = office.store
                .entries(
                        Office.ACME,
                        new TrailFilter(post.id(), null, null, "post.decided", null, null),
                        PageRequest.FIRST)
                .items()
                .get(0);
        assertThat(decided.actor().id()).isEqualTo("mark");
        assertThat(Trail.details(decided.bytes())).containsEntry("inPlaceOf", "user:vera");
    }

    @Test
    void a_delegation_holds_from_its_first_instant_until_before_its_last() {
        Post post = submitted();
        gives(VERA, MARK, clock.instant().plus(DAY), clock.instant().plus(DAY.multipliedBy(2)));
        clock.pass(DAY.minus(1, ChronoUnit.MICROS));
        assertThatThrownBy(() -> decides(office.as("mark"), post)).isInstanceOf(NotPermittedException.class);
        clock.pass(DAY.plus(1, ChronoUnit.MICROS));
        assertThatThrownBy(() -> decides(office.as("mark"), post)).isInstanceOf(NotPermittedException.class);
        assertThat(office.approvals
                        .reviews()
                        .waiting(office.as("mark"), PageRequest.FIRST)
                        .items())
                .isEmpty();
        gives(VERA, MARK, null, clock.instant().plus(1, ChronoUnit.MICROS));
        decides(office.as("mark"), post);
        assertThat(vote(post).inPlaceOf()).isEqualTo(Person.user("vera"));
    }

    @Test
    void over_three_hops_the_groups_of_who_is_at_the_end_count() {
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        givesToday(LENA, user("ann"));
        givesToday(user("ann"), user("bob"));
        givesToday(user("bob"), VERA);
        givesToday(VERA, MARK);
        assertThatThrownBy(() -> decides(office.as("mark"), post))
                .as("four hops")
                .isInstanceOf(NotPermittedException.class);
        decides(office.as("vera"), post);
        assertThat(vote(post).inPlaceOf()).as("lena is legal").isEqualTo(Person.user("lena"));
    }

    @Test
    void through_a_link_an_approver_decides_in_a_users_place_and_sees_the_post() {
        Post post = submitted();
        ReviewerRef client = office.clientRef();
        assertThatThrownBy(() -> decides(office.client(), post)).isInstanceOf(NotFoundException.class);
        givesToday(VERA, client);
        assertThat(office.approvals.posts().get(office.client(), post.id()).id())
                .isEqualTo(post.id());
        decides(office.client(), post);
        assertThat(vote(post).person().asReviewer()).isEqualTo(client);
        assertThat(vote(post).inPlaceOf()).isEqualTo(Person.user("vera"));
    }

    @Test
    void a_user_decides_in_the_place_of_an_approver_without_an_account() {
        ReviewerRef client = office.clientRef();
        office.wanting(stage("client", 0, Quorum.ANY, client.toString()));
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        givesToday(client, VERA);
        decides(office.as("vera"), post);
        assertThat(vote(post).inPlaceOf())
                .isNotNull()
                .extracting(Person::asReviewer)
                .isEqualTo(client);
    }

    @Test
    void an_approver_of_kind_user_is_the_user() {
        Approver vera = office.approvals
                .approvers()
                .register(
                        office.as("admin"),
                        new ApproverForm("Vera", null, Approver.Kind.USER, "vera", List.of("press")));
        assertThat(givesToday(ref(vera), MARK).delegator()).isEqualTo(Person.user("vera"));
        assertThat(delegations.of(office.as("vera"), VERA)).hasSize(1);
        assertThat(delegations.of(office.as("vera"), ref(vera))).hasSize(1);
        refused(
                        "to",
                        VERA,
                        ref(vera),
                        clock.instant().plus(DAY),
                        clock.instant().plus(DAY.multipliedBy(2)))
                .hasMessageContaining("stand in for themselves");
        office.wanting(stage("press", 0, Quorum.ANY, "group:press"));
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        decides(office.as("mark"), post);
        assertThat(vote(post).inPlaceOf()).isEqualTo(Person.user("vera"));
    }

    @Test
    void S_60_a_delegate_of_a_contributor_cannot_approve_in_their_place_but_may_in_their_own_right() {
        office.wanting(stage("all", 0, Quorum.ANY, "group:marketing", "user:vera"));
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        givesToday(user("maya"), LOU);
        assertThatThrownBy(() -> decides(office.as("lou"), post))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("contributed");
        givesToday(user("admin"), VERA);
        decides(office.as("vera"), post);
        assertThat(vote(post).inPlaceOf()).isNull();
    }

    @Test
    void a_deleted_approver_gives_no_place_any_more() {
        ReviewerRef client = office.clientRef();
        office.wanting(stage("client", 0, Quorum.ANY, client.toString(), "user:vera"));
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        givesToday(client, MARK);
        office.approvals.approvers().delete(office.as("admin"), ((ReviewerRef.Approver) client).id());
        assertThatThrownBy(() -> decides(office.as("mark"), post)).isInstanceOf(NotPermittedException.class);
    }

    @Test
    void what_is_given_is_listed_until_it_is_over_and_can_be_ended() {
        Instant now = clock.instant();
        Delegation later = gives(VERA, LENA, now.plus(DAY), now.plus(DAY.multipliedBy(2)));
        Delegation first = gives(VERA, MARK, now.minus(DAY), now.plus(DAY));
        assertThat(delegations.of(office.as("lou"), VERA)).containsExactly(first, later);
        assertThat(delegations.of(office.as("lou"), LENA)).isEmpty();
        assertThat(delegations.end(office.as("vera"), VERA, first.id())).isEqualTo(first);
        assertThat(delegations.of(office.as("lou"), VERA)).containsExactly(later);
        assertThatThrownBy(() -> delegations.end(office.as("vera"), VERA, first.id()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> delegations.end(office.as("lena"), LENA, later.id()))
                .as("another's")
                .isInstanceOf(NotFoundException.class);
        clock.pass(DAY.multipliedBy(2));
        assertThat(delegations.of(office.as("lou"), VERA)).isEmpty();
        assertThatThrownBy(() -> delegations.end(office.as("vera"), VERA, later.id()))
                .as("over")
                .isInstanceOf(NotFoundException.class);
        assertThat(office.store
                        .entries(
                                Office.ACME,
                                new TrailFilter(null, null, null, null, null, null),
                                new PageRequest(50, null))
                        .items())
                .extracting(AuditEntry::action)
                .contains("delegation.given", "delegation.ended");
    }

    @Test
    void an_ended_delegation_gives_no_place_and_what_was_decided_by_it_stands() {
        office.wanting(stage("two", 0, new Quorum.AtLeast(2), "user:vera", "user:lena"));
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        Delegation given = givesToday(VERA, MARK);
        decides(office.as("mark"), post);
        delegations.end(office.as("vera"), VERA, given.id());
        assertThat(vote(post).person()).isEqualTo(Person.user("mark"));
        assertThatThrownBy(() -> office.approvals
                        .reviews()
                        .decide(office.as("mark"), DecisionForm.of(post.id(), 1, Verdict.REJECT, "No")))
                .isInstanceOf(NotPermittedException.class);
        decides(office.as("lena"), post);
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
    }

    @Test
    void for_others_it_takes_approver_manage_and_for_oneself_review() {
        DelegationForm form = new DelegationForm(MARK, null, clock.instant().plus(DAY));
        assertThatThrownBy(() -> delegations.give(office.as("lena"), VERA, form))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("approver:manage");
        assertThatThrownBy(() -> delegations.give(office.as("rita"), user("rita"), form))
                .as("releases, and does not review")
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> delegations.give(office.as("stranger"), user("stranger"), form))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> delegations.give(office.client(), office.clientRef(), form))
                .as("through a link")
                .isInstanceOf(NotFoundException.class);
        Delegation own = delegations.give(office.as("vera"), VERA, form);
        assertThatThrownBy(() -> delegations.end(office.as("lena"), VERA, own.id()))
                .isInstanceOf(NotPermittedException.class);
        assertThat(delegations.end(office.as("admin"), VERA, own.id())).isEqualTo(own);
    }

    @Test
    void a_period_ends_after_it_begins_in_the_future_and_within_366_days() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        refused("until", VERA, MARK, now.plus(DAY), now.plus(DAY)).hasMessageContaining("after the beginning");
        refused("until", VERA, MARK, now.plus(DAY), now.plus(DAY).plusNanos(999))
                .as("times are cut to microseconds")
                .hasMessageContaining("after the beginning");
        refused("until", VERA, MARK, now.minus(DAY), now).hasMessageContaining("in the future");
        Instant longest = now.plus(Duration.ofDays(366));
        refused("until", VERA, MARK, now, longest.plus(1, ChronoUnit.MICROS)).hasMessageContaining("366 days");
        assertThat(gives(VERA, MARK, now.plusNanos(999), longest.plusNanos(999)))
                .extracting(Delegation::from, Delegation::until)
                .containsExactly(now, longest);
    }

    @Test
    void at_most_one_is_in_a_persons_place_at_a_time() {
        Instant now = clock.instant();
        Delegation given = gives(VERA, MARK, now.plus(DAY), now.plus(DAY.multipliedBy(2)));
        refused("from", VERA, LENA, null, now.plus(DAY).plus(1, ChronoUnit.MICROS))
                .hasMessageContaining(given.from().toString())
                .hasMessageContaining(given.until().toString())
                .hasMessageContaining("user:mark")
                .hasMessageContaining(given.id());
        refused("from", VERA, MARK, given.until().minus(1, ChronoUnit.MICROS), now.plus(DAY.multipliedBy(3)));
        gives(VERA, LENA, null, given.from());
        gives(VERA, LENA, given.until(), given.until().plus(DAY));
        delegations.end(office.as("vera"), VERA, given.id());
        gives(VERA, LOU, given.from(), given.until());
    }

    @Test
    void at_most_twenty_are_kept_that_are_not_over() {
        Instant start = clock.instant();
        for (int i = 0; i < 20; i++)
            gives(VERA, MARK, start.plus(DAY.multipliedBy(i)), start.plus(DAY.multipliedBy(i + 1)));
        Instant after = start.plus(DAY.multipliedBy(20));
        refused("from", VERA, MARK, after, after.plus(DAY)).hasMessageContaining("20 delegations");
        clock.pass(DAY);
        gives(VERA, MARK, after, after.plus(DAY));
        assertThat(delegations.of(office.as("vera"), VERA)).hasSize(20);
    }

    @Test
    void who_decides_is_a_user_or_a_registered_approver() {
        Instant until = clock.instant().plus(DAY);
        refused("to", VERA, new ReviewerRef.Group("legal"), null, until).hasMessageContaining("group:legal");
        refused("to", VERA, ReviewerRef.parse("unknown"), null, until);
        Approver gone = office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Nora", null));
        office.approvals.approvers().delete(office.as("admin"), gone.id());
        refused("to", VERA, ref(gone), null, until);
        refused("to", VERA, VERA, null, until);
        for (ReviewerRef who : List.of(new ReviewerRef.Group("legal"), ReviewerRef.parse("unknown"), ref(gone))) {
            assertThatThrownBy(() -> gives(who, VERA, null, until)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> delegations.of(office.as("admin"), who)).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void no_circle_can_be_closed_while_all_of_it_holds() {
        Instant now = clock.instant();
        gives(VERA, LENA, now, now.plus(DAY.multipliedBy(4)));
        refused("to", LENA, VERA, now.plus(DAY), now.plus(DAY.multipliedBy(2)))
                .hasMessageContaining("user:vera")
                .hasMessageContaining("user:lena");
        gives(LENA, LOU, now.plus(DAY), now.plus(DAY.multipliedBy(2)));
        gives(LENA, MARK, now.plus(DAY.multipliedBy(2)), now.plus(DAY.multipliedBy(3)));
        refused("to", LOU, VERA, now, now.plus(DAY.multipliedBy(5)));
        refused(
                "to",
                LOU,
                VERA,
                now.plus(DAY.multipliedBy(2)).minus(1, ChronoUnit.MICROS),
                now.plus(DAY.multipliedBy(5)));
        gives(LOU, VERA, now, now.plus(DAY));
        gives(LOU, VERA, now.plus(DAY.multipliedBy(2)), now.plus(DAY.multipliedBy(5)));
    }

    @Test
    void delegations_that_never_hold_together_make_no_circle() {
        Instant now = clock.instant();
        gives(VERA, LENA, now, now.plus(DAY));
        gives(LENA, LOU, now.plus(DAY), now.plus(DAY.multipliedBy(2)));
        gives(LOU, VERA, now, now.plus(DAY.multipliedBy(3)));
    }

    @Test
    void a_circle_that_ended_is_none() {
        Instant now = clock.instant();
        gives(VERA, LENA, now, now.plus(DAY));
        clock.pass(DAY);
        gives(LENA, VERA, now, clock.instant().plus(DAY));
    }

    @Test
    void a_longer_circle_is_found_over_as_many_hops() {
        List<String> people = List.of("a", "b", "c", "d", "e", "f", "g");
        for (int i = 1; i < people.size(); i++) givesToday(user(people.get(i - 1)), user(people.get(i)));
        refused("to", user("g"), user("a"), null, clock.instant().plus(DAY));
    }
}

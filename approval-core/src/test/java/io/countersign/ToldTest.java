package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Secret;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.link.WrongPasswordException;
import io.countersign.notice.Letter;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import io.countersign.store.PageRequest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Semantics, "Told": who is told of what. */
class ToldTest extends NoticeTest {
    @Test
    void forty_posts_that_wait_for_one_reviewer_make_one_letter() {
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        IntStream.range(0, 40).forEach(i -> submitted("Post " + i));
        windowPasses();
        List<Letter> letters = postbox.collect();
        assertThat(letters).hasSize(1);
        Letter.ToUser letter = (Letter.ToUser) letters.get(0);
        assertThat(letter.to().name()).isEqualTo("Lena");
        assertThat(letter.news())
                .hasSize(40)
                .allSatisfy(news -> assertThat(news.kind().asks()).isTrue());
        assertThat(letter.news().stream().map(news -> ((News.OfPost) news).caption()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "Post " + i).toList());
        windowPasses();
        assertThat(postbox.collect()).isEmpty();
    }

    @Test
    void reviewers_when_their_stage_opens_each_member_of_a_group_and_the_next_order_later() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"), stage("boss", 1, Quorum.ANY, "user:vera"));
        Post post = submitted("Hello");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW", "user:lou REVIEW");
        decide("lou", post, Verdict.APPROVE);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:vera REVIEW");
    }

    @Test
    void who_approved_is_asked_by_the_stage_that_opens_because_of_it() {
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"), stage("boss", 1, Quorum.ANY, "user:lena"));
        Post post = submitted("Hello");
        windowPasses();
        postbox.collect();
        decide("lena", post, Verdict.APPROVE);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW");
    }

    @Test
    void nobody_is_told_of_what_they_did_themselves_nor_asked_for_what_four_eyes_forbid() {
        office.wanting(stage("marketing", 0, Quorum.ANY, "group:marketing", "user:lena"));
        Post post = submitted("Hello");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW", "user:mark REVIEW");
        office.approvals.posts().edit(office.as("mark"), post.id(), 1, PostForm.of(LINKEDIN, "Hi"));
        windowPasses();
        assertThat(postbox.told())
                .as("mark edited it; maya is no reviewer who was asked")
                .containsExactly("user:lena SUPERSEDED", "user:maya SUPERSEDED");
        again(post.id());
        windowPasses();
        assertThat(postbox.told()).as("mark contributed").containsExactly("user:lena REVIEW");
    }

    @Test
    void the_author_on_a_refusal_with_who_and_why() {
        legalSeesEverything();
        Post post = submitted("Hello\nworld");
        windowPasses();
        postbox.collect();
        decide("lena", post, Verdict.REQUEST_CHANGES);
        windowPasses();
        Letter.ToUser letter = (Letter.ToUser) postbox.collect().get(0);
        News.OfPost news = (News.OfPost) letter.news().get(0);
        assertThat(letter.to().person().ref()).isEqualTo("user:maya");
        assertThat(news.kind()).isEqualTo(Notice.Kind.REFUSED);
        assertThat(news.who()).isEqualTo("Lena");
        assertThat(news.said()).isEqualTo("The claim needs a source");
        assertThat(news.stage()).isEqualTo("legal");
        assertThat(news.status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
        assertThat(news.caption()).isEqualTo("Hello world");
    }

    @Test
    void the_author_on_the_final_approval_and_not_on_one_that_no_review_was_needed_for() {
        legalSeesEverything();
        decide("lena", submitted("Hello"), Verdict.APPROVE);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:maya APPROVED");
        office.wanting(new RoutingPolicy(List.of(), List.of(), List.of(), List.of(), false, true, false, false, false));
        submitted("Unreviewed");
        windowPasses();
        assertThat(postbox.told()).isEmpty();
    }

    @Test
    void the_author_on_a_missed_time_and_on_a_publication_that_failed_for_good() {
        legalSeesEverything();
        PostForm soon =
                PostForm.of(LINKEDIN, "Hello").withSchedule(clock.instant().plusSeconds(60), ZoneOffset.UTC);
        Post missed = office.approvals.posts().create(office.as("maya"), soon);
        pass(Duration.ofMinutes(1));
        assertThat(postbox.told()).isEmpty();
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:maya MISSED");
        assertThat(office.now(missed.id()).status()).isEqualTo(PostStatus.DRAFT);
        Post failing = submitted("Fails");
        decide("lena", failing, Verdict.APPROVE);
        office.channels.fail(2);
        office.approvals.posts().release(office.as("rita"), failing.id());
        office.approvals.tick();
        pass(Duration.ofSeconds(30));
        assertThat(office.now(failing.id()).status()).isEqualTo(PostStatus.FAILED);
        windowPasses();
        List<Letter> letters = postbox.collect();
        News.OfPost news = (News.OfPost) ((Letter.ToUser) letters.get(0)).news().get(0);
        assertThat(news.said()).isEqualTo("the channel is down");
    }

    @Test
    void reviewers_and_the_author_of_a_stage_that_is_overdue() {
        office.wanting(overdue(OnOverdue.REMIND));
        Post post = submitted("Hello");
        windowPasses();
        postbox.collect();
        pass(Duration.ofHours(1));
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena OVERDUE", "user:maya DELAYED");
        pass(Duration.ofHours(1));
        decide("lena", post, Verdict.APPROVE);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:maya APPROVED");
    }

    @Test
    void whom_an_overdue_stage_escalates_to() {
        office.wanting(overdue(OnOverdue.ESCALATE));
        submitted("Hello");
        pass(Duration.ofHours(1));
        windowPasses();
        assertThat(postbox.told())
                .as("the most pressing of what asks about one stage")
                .containsExactly("user:lena OVERDUE", "user:vera ESCALATED");
    }

    @Test
    void reviewers_and_the_author_of_a_post_that_went_back_because_nobody_decided() {
        office.wanting(overdue(OnOverdue.RETURN));
        submitted("Hello");
        windowPasses();
        postbox.collect();
        pass(Duration.ofHours(1));
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena RETURNED", "user:maya RETURNED");
    }

    @Test
    void an_external_approver_of_the_number_the_senders_and_the_page_without_its_secret() {
        ReviewerRef client = office.clientRef();
        office.wanting(stage("client", 0, Quorum.ANY, client.toString()));
        submitted("One");
        Post two = submitted("Two");
        windowPasses();
        Letter.ToApprover letter = (Letter.ToApprover) postbox.collect().get(0);
        assertThat(letter.waiting()).isEqualTo(2);
        assertThat(letter.withdrawn()).isZero();
        assertThat(letter.senders()).containsExactly("Maya");
        assertThat(letter.to().name()).isEqualTo("Client");
        assertThat(letter.to().email()).isEqualTo("client@example.com");
        assertThat(letter.page()).matches("https://posts\\.example/approval/review/[^#?]+");
        edit(two, "Two, better");
        windowPasses();
        assertThat(postbox.told()).containsExactly(client + " waiting 0 withdrawn 1");
    }

    @Test
    void an_external_approver_without_a_link_gets_no_address() {
        office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Nora", "nora@example.com"));
        String nora = office.approvals
                .approvers()
                .list(office.as("admin"), PageRequest.FIRST)
                .items()
                .get(0)
                .id()
                .value();
        office.wanting(stage("client", 0, Quorum.ANY, "approver:" + nora));
        submitted("One");
        windowPasses();
        Letter.ToApprover letter = (Letter.ToApprover) postbox.collect().get(0);
        assertThat(letter.page()).isNull();
    }

    @Test
    void nobody_is_asked_who_could_not_decide() {
        ReviewerRef client = office.clientRef();
        office.wanting(StageRule.of("both", 0, List.of(client, new ReviewerRef.User("lena")), Quorum.ANY)
                .withMinAssurance(Assurance.ACCOUNT));
        submitted("One");
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW");
    }

    @Test
    void a_links_creator_on_a_renewal_request() {
        ReviewerRef.Approver client = (ReviewerRef.Approver) office.clientRef();
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        office.approvals.sessions().requestRenewal(link.token().reveal(), null, null);
        windowPasses();
        Letter.ToUser letter = (Letter.ToUser) postbox.collect().get(0);
        assertThat(letter.to().person().ref()).isEqualTo("user:admin");
        assertThat(letter.news()).singleElement().isInstanceOfSatisfying(News.OfLink.class, news -> {
            assertThat(news.kind()).isEqualTo(Notice.Kind.RENEWAL);
            assertThat(news.approver()).isEqualTo("Client");
            assertThat(news.link()).isEqualTo(link.link().id());
        });
    }

    @Test
    void S_33_a_links_creator_of_the_tenth_wrong_password_unless_its_holder_came_in_meanwhile() {
        ReviewerRef.Approver client = (ReviewerRef.Approver) office.clientRef();
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        guess(link, 9);
        windowPasses();
        assertThat(postbox.told()).isEmpty();
        guess(link, 1);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:admin GUESSED");
        IssuedLink other = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        guess(other, 10);
        clock.pass(Duration.ofMinutes(15));
        office.approvals
                .sessions()
                .unlock(other.token().reveal(), Objects.requireNonNull(other.password()), null, null);
        windowPasses();
        assertThat(postbox.told()).isEmpty();
    }

    private void guess(IssuedLink link, int times) {
        for (int i = 0; i < times; i++) {
            clock.pass(Duration.ofMinutes(15));
            assertThatThrownBy(() ->
                            office.approvals.sessions().unlock(link.token().reveal(), Secret.of("wrong"), null, null))
                    .isInstanceOf(WrongPasswordException.class);
        }
    }

    @Test
    void the_author_and_who_manages_routing_of_a_blocked_stage_until_it_heals() {
        legalSeesEverything();
        submitted("Hello");
        windowPasses();
        postbox.collect();
        people.are("legal");
        pass(Duration.ofMinutes(15));
        windowPasses();
        List<Letter> letters = postbox.collect();
        assertThat(letters)
                .extracting(letter -> letter.to().person().ref())
                .containsExactlyInAnyOrder("user:maya", "user:admin");
        assertThat(letters).allSatisfy(letter -> {
            News.OfPost news = (News.OfPost) ((Letter.ToUser) letter).news().get(0);
            assertThat(news.kind()).isEqualTo(Notice.Kind.BLOCKED);
            assertThat(news.said()).contains("legal");
        });
    }

    @Test
    void who_decides_in_anothers_place_now_but_not_whom_four_eyes_forbid_it() {
        office.wanting(stage("legal", 0, Quorum.ANY, "user:lena"));
        DelegationForm now = new DelegationForm(
                new ReviewerRef.User("vera"), null, clock.instant().plus(Duration.ofDays(3)));
        DelegationForm later = new DelegationForm(
                new ReviewerRef.User("lou"),
                clock.instant().plus(Duration.ofDays(3)),
                clock.instant().plus(Duration.ofDays(5)));
        office.approvals.delegations().give(office.as("lena"), new ReviewerRef.User("lena"), now);
        office.approvals.delegations().give(office.as("lena"), new ReviewerRef.User("lena"), later);
        office.approvals
                .delegations()
                .give(
                        office.as("vera"),
                        new ReviewerRef.User("vera"),
                        new DelegationForm(new ReviewerRef.User("mark"), null, now.until()));
        Post draft = office.draft("Hello");
        office.approvals.posts().edit(office.as("mark"), draft.id(), 1, PostForm.of(LINKEDIN, "Hello!"));
        Post post = again(draft.id());
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lena REVIEW", "user:vera REVIEW");
        decide("vera", post, Verdict.REQUEST_CHANGES);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:maya REFUSED");
    }

    @Test
    void nobody_of_a_stage_that_somebody_answered_in_their_place() {
        office.wanting(stage("legal", 0, Quorum.ALL, "user:lena", "user:lou"));
        DelegationForm now = new DelegationForm(
                new ReviewerRef.User("vera"), null, clock.instant().plus(Duration.ofDays(3)));
        office.approvals.delegations().give(office.as("lena"), new ReviewerRef.User("lena"), now);
        Post post = submitted("Hello");
        decide("vera", post, Verdict.APPROVE);
        windowPasses();
        assertThat(postbox.told()).containsExactly("user:lou REVIEW");
    }

    private static StageRule overdue(OnOverdue consequence) {
        return new StageRule(
                "legal",
                0,
                List.of(new ReviewerRef.User("lena")),
                Quorum.ANY,
                Duration.ofHours(1),
                consequence,
                consequence == OnOverdue.ESCALATE ? List.of(new ReviewerRef.User("vera")) : List.of(),
                List.of(),
                Assurance.LINK);
    }
}

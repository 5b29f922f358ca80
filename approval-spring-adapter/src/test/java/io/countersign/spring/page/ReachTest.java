package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every link tries every post by every call there is: nothing happens and nothing is told but where the link reaches. */
class ReachTest extends PageTest {
    /** Of a version that nobody submitted, which no link may show. */
    private static final String UNSUBMITTED = "MARK-UNSUBMITTED";

    private static final Ticket NOBODYS = new Ticket(new PostId("nobodys"), 1, Digest.of("nothing"));

    /** What is the same for everybody, or answers with another address whatever it is asked. */
    private static final Set<String> NO_POSTS = Set.of(
            "GET /approval/review",
            "GET /approval/review/",
            "GET /approval/review/{}",
            "GET /approval/review/{}/",
            "GET /approval/review/assets/{}",
            "POST /approval/review/unlock",
            "POST /approval/review/request-link",
            "POST /approval/review/lock",
            "POST /approval/api/review/unlock",
            "POST /approval/api/review/request-link",
            "POST /approval/api/review/lock",
            "GET /approval/review/decisions",
            "GET /approval/review/reschedule",
            "GET /approval/review/posts/{}/comments",
            "GET /approval/review/posts/{}/hold",
            "GET /approval/review/posts/{}/unhold");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private final List<Post> posts = new ArrayList<>();

    @Test
    void every_call_there_is_is_tried() {
        Addresses addresses = new Addresses(requestMappingHandlerMapping);
        Set<String> served = new TreeSet<>();
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE"))
            for (String path : addresses.taking(method, "{}")) served.add(method + " " + path);
        Set<String> tried = Stream.concat(Attempt.LISTS.stream(), Attempt.POSTS.stream())
                .map(attempt -> attempt.method() + " " + attempt.address().replace("{id}", "{}"))
                .collect(Collectors.toSet());
        assertThat(served).hasSizeGreaterThan(tried.size() / 2);
        served.removeAll(tried);
        assertThat(NO_POSTS).containsAll(served);
    }

    @Test
    void S_43_no_link_reaches_a_post_that_is_not_its_own_by_any_call() {
        List<Guest> guests = guests();
        List<Post> before = posts.stream().map(this::now).toList();
        int refused = 0;
        for (Guest guest : guests) {
            for (Attempt attempt : Attempt.POSTS) {
                for (Ticket post : tickets()) {
                    if (guest.reaches(post.post())) continue;
                    String what = "%s of %s by %s".formatted(attempt, post.post(), guest.name());
                    Reader.Answer answer = attempt.on(guest, post);
                    refuses(guest, answer, what);
                    tellsNothing(guest, answer, what);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(1_000);
        assertThat(posts.stream().map(this::now).toList()).isEqualTo(before);
    }

    @Test
    void S_43_no_list_tells_of_a_post_that_is_not_its_links_own() {
        for (Guest guest : guests()) {
            for (Attempt list : Attempt.LISTS) {
                Reader.Answer answer = list.on(guest, NOBODYS);
                assertThat(answer.status()).as(guest.name()).isEqualTo(guest.over() ? 401 : 200);
                tellsNothing(guest, answer, list + " by " + guest.name());
                if (list.address().startsWith(Addresses.API))
                    assertThat(posts)
                            .filteredOn(post -> guest.reaches(post.id()))
                            .allSatisfy(post -> assertThat(answer.body()).contains(mark(post)));
            }
        }
    }

    /** What is refused above is not refused for being nonsense. */
    @Test
    void where_a_link_reaches_every_call_is_understood() {
        Guest jordan = guest("all of Jordan's", studio.link, Set.of());
        for (Attempt attempt : Attempt.POSTS) {
            Post post = studio.waiting("acme-corp", "MARK-REACHED");
            Reader.Answer answer = attempt.on(jordan, ticket(post));
            assertThat(answer.status()).as("%s: %s", attempt, answer.text()).isEqualTo(attempt.reached());
            if (attempt.shows())
                assertThat(answer.body()).as(attempt.toString()).contains("MARK-REACHED");
            if (attempt.changes())
                assertThat(studio.now(post.id()).head()).as(attempt.toString()).isNotEqualTo(post.head());
        }
    }

    private static void refuses(Guest guest, Reader.Answer answer, String what) {
        if (guest.over()) {
            assertThat(answer.status()).as(what).isEqualTo(401);
        } else if (answer.status() == 200 && answer.body().startsWith("{\"results\"")) {
            Map<?, ?> result =
                    (Map<?, ?>) ((List<?>) Json.readObject(answer.body()).get("results")).get(0);
            assertThat(result.get("outcome")).as(what).isEqualTo("FAILED");
            assertThat(((Map<?, ?>) result.get("problem")).get("code")).as(what).isEqualTo("not-found");
        } else if (answer.status() == 200) {
            assertThat(answer.body()).as(what).contains("<li class=\"no\">").doesNotContain("<li class=\"yes\">");
        } else {
            assertThat(answer.status()).as(what + ": " + answer.text()).isEqualTo(404);
        }
    }

    private void tellsNothing(Guest guest, Reader.Answer answer, String what) {
        assertThat(answer.body()).as(what).doesNotContain(UNSUBMITTED);
        for (Post post : posts)
            if (!guest.reaches(post.id())) assertThat(answer.body()).as(what).doesNotContain(mark(post));
    }

    /** Links of every kind, each unlocked while it held. */
    private List<Guest> guests() {
        Approver ruth = approver("Ruth Reviewer");
        Studio elsewhere = new Studio(approvals);
        Guest expired = expired();
        Post mine = known(studio.waiting("acme-corp", "MARK-MINE"));
        Post chosen = known(studio.waiting("acme-corp", "MARK-CHOSEN"));
        Post ruths = known(submitted("MARK-RUTHS", ruth));
        Post both = known(submitted("MARK-BOTH", ruth, studio.jordan));
        known(approvals.posts().create(studio.as("maya"), Studio.form("acme-corp", "MARK-DRAFT")));
        known(gated());
        Post revised = known(studio.waiting("acme-corp", "MARK-REVISED"));
        studio.revised(revised, UNSUBMITTED);
        Post theirs = known(elsewhere.waiting("acme-corp", "MARK-ELSEWHERE"));
        Set<PostId> jordans = Set.of(mine.id(), chosen.id(), both.id(), revised.id());
        List<Guest> guests = new ArrayList<>();
        guests.add(guest("all of Jordan's", studio.link, jordans));
        guests.add(guest("one of Jordan's", narrow(studio.jordan, chosen), Set.of(chosen.id())));
        guests.add(guest("Jordan's with one of Ruth's", narrow(studio.jordan, ruths), Set.of()));
        guests.add(guest("all of Ruth's", link(ruth), Set.of(ruths.id(), both.id())));
        guests.add(guest("another workspace's", elsewhere.link, Set.of(theirs.id())));
        guests.add(expired);
        IssuedLink revoked = link(studio.jordan);
        guests.add(guest("revoked", revoked, jordans).ended());
        approvals.links().revoke(studio.as("maya"), revoked.link().id());
        IssuedLink regenerated = link(studio.jordan);
        guests.add(guest("regenerated", regenerated, jordans).ended());
        approvals.links().regenerate(studio.as("maya"), regenerated.link().id(), null);
        Approver gone = approver("Gone Reviewer");
        guests.add(guest("deleted", link(gone), jordans).ended());
        approvals.approvers().delete(studio.as("maya"), gone.id());
        return guests;
    }

    /** A session that holds, of a link that does not. */
    private Guest expired() {
        LinkForm hour = new LinkForm(studio.jordan.id(), null, null, Duration.ofHours(1), true);
        IssuedLink link = approvals.links().create(studio.as("maya"), hour);
        hands.pass(Duration.ofMinutes(45));
        Guest guest = guest("expired", link, Set.of()).ended();
        hands.pass(Duration.ofMinutes(15));
        return guest;
    }

    /** What waits for lena first, and for Jordan after her. */
    private Post gated() {
        List<StageRule> stages = List.of(
                StageRule.of("first", 0, List.of(ReviewerRef.parse("user:lena")), Quorum.ANY),
                StageRule.of("second", 1, List.of(studio.jordans()), Quorum.ANY));
        approvals.routing().put(studio.as("maya"), RoutingPolicy.of(stages, List.of(), List.of("first", "second")));
        Post post = studio.submitted(Studio.form("acme-corp", "MARK-GATED"));
        approvals.routing().put(studio.as("maya"), RoutingPolicy.NONE);
        return post;
    }

    private Post submitted(String caption, Approver... reviewers) {
        List<ReviewerRef> refs = new ArrayList<>();
        for (Approver reviewer : reviewers) refs.add(new ReviewerRef.Approver(reviewer.id()));
        return studio.submitted(Studio.form("acme-corp", caption).withReviewers(refs));
    }

    private Approver approver(String name) {
        return approvals.approvers().register(studio.as("maya"), ApproverForm.external(name, null));
    }

    private IssuedLink link(Approver approver) {
        return approvals.links().create(studio.as("maya"), LinkForm.of(approver.id()));
    }

    private IssuedLink narrow(Approver approver, Post post) {
        LinkForm form = new LinkForm(approver.id(), null, Set.of(post.id()), null, true);
        return approvals.links().create(studio.as("maya"), form);
    }

    private Guest guest(String name, IssuedLink link, Set<PostId> reaches) {
        return Guest.unlocking(approvals, name, link, reaches, another(), another());
    }

    private Post known(Post post) {
        posts.add(post);
        return post;
    }

    /** Of all posts that there are, and of one that there is not. */
    private List<Ticket> tickets() {
        return Stream.concat(posts.stream().map(ReachTest::ticket), Stream.of(NOBODYS))
                .toList();
    }

    private static Ticket ticket(Post post) {
        return new Ticket(post.id(), post.version().number(), post.version().digest());
    }

    private static String mark(Post post) {
        return Objects.requireNonNull(post.version().content().caption());
    }

    private Post now(Post post) {
        return approvals.posts().get(Call.of(post.workspace(), studio.as("maya").actor()), post.id());
    }
}

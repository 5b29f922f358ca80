package io.countersign.contract.office;

import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.DelegationForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.ReviewSession;
import io.countersign.approver.Approver;
import io.countersign.content.Anchor;
import io.countersign.content.Media;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.Release;
import io.countersign.post.StaleVersionException;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Condition;
import io.countersign.routing.Label;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A post that goes through nearly everything: five versions, four stages, a delegate, a client through a link, refusals, a
 * late decision, comments, a hold, a recall, and a publication that fails first.
 */
public final class LongCase {
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    public static final String IN_TIME = "Kettles <b>guaranteed</b> for life & 50 % off";

    public final Office office;
    public final PostId post;
    public final LinkId link;
    public final IssuedLink issued;
    private final Approver client;
    private ReviewSession session;

    /** Starts it, in an office whose clock stands on a Monday morning. */
    public LongCase(Office office) {
        this.office = office;
        client = office.approvals
                .approvers()
                .register(office.as("admin"), ApproverForm.external("Clara Client", "clara@client.example"));
        issued = office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        link = issued.link().id();
        office.wanting(policy());
        office.labeller.seeing(Label.of("product-claim", 0.93));
        post = office.approvals
                .posts()
                .create(office.as("maya"), form("Kettles for life", goesOut()))
                .id();
        session = unlocked();
    }

    private ReviewSession unlocked() {
        return office.approvals
                .sessions()
                .unlock(issued.token().reveal(), Objects.requireNonNull(issued.password()), null, null);
    }

    private RoutingPolicy policy() {
        List<Rule> rules = List.of(
                new Rule("brand sees everything", always(), List.of("brand")),
                new Rule("claims to legal", keyword("life", "guaranteed"), List.of("legal")),
                new Rule("what the client pays for", always(), List.of("client")));
        return new RoutingPolicy(
                List.of(
                        Office.stage("brand", 0, Quorum.ANY, "user:mark", "user:admin"),
                        Office.stage("legal", 10, Quorum.ALL, "user:lena", "user:lou")
                                .withDeadline(Duration.ofHours(4), OnOverdue.REMIND),
                        Office.stage("client", 20, Quorum.ANY, "approver:" + client.id())),
                rules,
                List.of(),
                List.of(),
                true,
                true,
                false,
                false,
                true);
    }

    private static Condition always() {
        return keyword("kettles");
    }

    private static Condition keyword(String... words) {
        return new Condition(null, null, null, null, null, List.of(words), null, null, null, null, null, null, null);
    }

    private Instant goesOut() {
        return office.clock.instant().plus(Duration.ofDays(4));
    }

    private static PostForm form(String caption, @Nullable Instant at) {
        return new PostForm(
                Office.LINKEDIN,
                caption,
                "https://acme.example/kettles",
                List.of(
                        new Media("https://cdn.example/kettle.png", Media.Type.IMAGE, "A red kettle", null),
                        new Media("https://cdn.example/steam.mp4", Media.Type.VIDEO, null, null)),
                at,
                BERLIN,
                "product",
                List.of("spring"),
                null,
                "Source of the figures: test report 17.",
                Release.AUTOMATIC,
                false,
                List.of(ReviewerRef.parse("user:vera")));
    }

    /** All of it. */
    public LongCase whole() {
        refusedByLegal();
        refusedByTheClient();
        editedWhileInReview();
        approvedHeldAndRecalled();
        approvedAgain();
        published();
        return this;
    }

    /** Version 1: legal wants another caption. */
    public void refusedByLegal() {
        submit("Please look at it by Friday.");
        pass();
        decide(office.as("vera"), Verdict.APPROVE, null);
        comment(office.as("mark"), "Nice one, but is “for life” true?", Visibility.INTERNAL, Anchor.Passage.of(8, 16));
        decide(office.as("mark"), Verdict.APPROVE, null);
        office.clock.pass(Duration.ofHours(5));
        office.approvals.tick();
        office.approvals
                .reviews()
                .decide(
                        office.as("lena"),
                        new DecisionForm(
                                post,
                                1,
                                null,
                                Verdict.REQUEST_CHANGES,
                                "Nobody may promise a life.",
                                Visibility.EVERYONE,
                                null,
                                new DecisionForm.Suggested("Kettles that last, for life as we know it")));
    }

    /** Version 2: a delegate approves for lena, and the client wants it otherwise. */
    public void refusedByTheClient() {
        edit("Kettles that last a life, guaranteed");
        submit(null);
        office.approvals
                .delegations()
                .give(
                        office.as("admin"),
                        ReviewerRef.parse("user:lena"),
                        new DelegationForm(
                                ReviewerRef.parse("user:mark"),
                                null,
                                office.clock.instant().plus(Duration.ofHours(6))));
        pass();
        decide(office.as("vera"), Verdict.APPROVE, null);
        decide(office.as("mark"), Verdict.APPROVE, "For brand.");
        pass();
        decide(office.as("mark"), Verdict.APPROVE, "For Lena, who is on leave.");
        decide(office.as("lou"), Verdict.APPROVE, null);
        see();
        comment(session.call(), "Could it be shorter?", Visibility.EVERYONE, null);
        pass();
        decide(session.call(), Verdict.REQUEST_CHANGES, "Too long, and the discount is missing.");
        office.clock.pass(Duration.ofHours(8));
    }

    /** Version 3: changed while it was in review, so that who looked at it is told that it is stale. */
    public void editedWhileInReview() {
        edit("Kettles guaranteed for life");
        submit(null);
        pass();
        decide(office.as("vera"), Verdict.APPROVE, null);
        edit(IN_TIME);
        try {
            office.approvals.reviews().decide(office.as("mark"), DecisionForm.of(post, 3, Verdict.APPROVE, null));
            throw new AssertionError("version 3 is stale");
        } catch (StaleVersionException refused) {
            pass();
        }
    }

    /** Version 4: approved by all, held, let go, and taken back. */
    public void approvedHeldAndRecalled() {
        submit(null);
        everybodyApproves();
        office.approvals.posts().hold(office.as("rita"), post, "Wait for the press release.");
        pass();
        office.approvals.posts().unhold(office.as("rita"), post);
        office.approvals.posts().reschedule(office.as("maya"), post, goesOut().plus(Duration.ofHours(3)), BERLIN);
        pass();
        office.approvals.posts().recall(office.as("rita"), post, "The discount is 40 %.");
    }

    /** Version 5: approved by all, one of them too late to count. */
    public void approvedAgain() {
        edit("Kettles <b>guaranteed</b> for life & 40 % off");
        submit("The discount is right now.");
        pass();
        decide(office.as("vera"), Verdict.APPROVE, null);
        decide(office.as("mark"), Verdict.APPROVE, null);
        pass();
        decide(office.as("admin"), Verdict.APPROVE, "I like it too.");
        decide(office.as("lena"), Verdict.APPROVE, "Guarantee checked against the terms of 1 March.");
        decide(office.as("lou"), Verdict.APPROVE, null);
        see();
        decide(session.call(), Verdict.APPROVE, "Thank you!");
    }

    /** The provider is down at first. */
    public void published() {
        office.channels.fail(1);
        office.clock.set(Objects.requireNonNull(now().schedule().at()));
        office.approvals.tick();
        office.clock.pass(Duration.ofMinutes(2));
        office.approvals.tick();
        pass();
        comment(office.as("maya"), "It is out.", Visibility.INTERNAL, null);
    }

    private void everybodyApproves() {
        for (String who : List.of("vera", "mark", "lena", "lou")) {
            pass();
            decide(office.as(who), Verdict.APPROVE, null);
        }
        see();
        decide(session.call(), Verdict.APPROVE, null);
    }

    /** What the post is now. */
    public Post now() {
        return office.now(post);
    }

    /** Of the client, through the link. */
    public Call client() {
        return session.call();
    }

    /** The client opens the link and looks at it. */
    private void see() {
        pass();
        session = unlocked();
        Post seen = now();
        office.approvals
                .sessions()
                .viewed(session, seen, seen.version().number(), seen.version().digest());
    }

    private void submit(@Nullable String note) {
        pass();
        office.approvals.posts().submit(office.as("maya"), post, note);
    }

    private void edit(String caption) {
        pass();
        Post before = now();
        office.approvals
                .posts()
                .edit(
                        office.as("maya"),
                        post,
                        before.version().number(),
                        form(caption, before.schedule().at()));
    }

    private void decide(Call call, Verdict verdict, @Nullable String note) {
        office.approvals
                .reviews()
                .decide(call, DecisionForm.of(post, now().version().number(), verdict, note));
    }

    private void comment(Call call, String text, Visibility visibility, @Nullable Anchor anchor) {
        office.approvals.comments().add(call, post, new CommentForm(text, visibility, anchor));
    }

    private void pass() {
        office.clock.pass(Duration.ofMinutes(17));
    }
}

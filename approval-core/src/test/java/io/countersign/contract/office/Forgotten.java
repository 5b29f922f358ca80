package io.countersign.contract.office;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.Comment;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.ReviewSession;
import io.countersign.UnlockForm;
import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Digest;
import io.countersign.contract.HandClock;
import io.countersign.identity.PostId;
import io.countersign.link.LinkRevokedException;
import io.countersign.link.LinkStatus;
import io.countersign.link.SessionExpiredException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.StaleVersionException;
import io.countersign.problem.ConflictException;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import io.countersign.store.ApprovalStore;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.TrailFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two people who leave words of theirs wherever the library takes some, and are then erased: Nora, who has a link and nothing
 * else, and Mark, who has one and is a user of the host as well.
 */
public final class Forgotten {
    /** In all that must be gone afterwards. */
    public static final String PLANTED = "PLANTED";

    /** What others said, which must stay. */
    public static final String KEPT = "KEPT words of somebody else";

    private static final PageRequest ALL = new PageRequest(PageRequest.MAX, null);

    private final HandClock clock;
    private final Office office;
    private final Approvals approvals;
    private final List<String> planted = new ArrayList<>();
    private final Approver nora;
    private final Approver mark;
    private final IssuedLink norasLink;
    private final ReviewSession noras;
    private final ReviewSession marks;
    private final Post talked;

    /** They come to an empty store, and say what they have to say. */
    public Forgotten(ApprovalStore store, HandClock clock) {
        this.clock = clock;
        office = new Office(store, clock, Office.TERMS, builder -> builder.notifier(letter -> {}));
        approvals = office.approvals;
        Approver first = registered(ApproverForm.external(plant("as she was called first"), address()));
        nora = approvals.approvers().update(as("admin"), first.id(), ApproverForm.external(plant("Nora"), address()));
        mark = registered(new ApproverForm(plant("Mark"), address(), Approver.Kind.USER, "mark", List.of("marketing")));
        StageRule people = stage("people", 0, Quorum.ANY, "approver:" + nora.id(), "user:mark", "user:lena");
        office.wanting(new RoutingPolicy(
                List.of(people), List.of(), List.of("people"), List.of(), true, true, false, false, true));
        norasLink = link(nora);
        noras = unlocked(norasLink);
        marks = unlocked(link(mark));
        talked = submitted("maya", null);
        decide();
        talk();
        act();
        approvals
                .posts()
                .withdraw(keyed(as("maya"), "maya-1"), submitted("maya", KEPT).id());
    }

    /** What must be found nowhere once they are erased; until then all of it is somewhere. */
    public List<String> words() {
        return List.copyOf(planted);
    }

    private void decide() {
        DecisionForm suggestion = new DecisionForm(
                talked.id(),
                1,
                null,
                Verdict.REQUEST_CHANGES,
                plant("a note with a suggestion"),
                null,
                null,
                new DecisionForm.Suggested(plant("a caption that nobody took over")));
        approvals.reviews().decide(keyed(noras.call(), "nora-1"), List.of(suggestion));
        approvals.reviews().decide(marks.call(), decision(submitted("maya", KEPT), Verdict.REJECT));
        approvals.reviews().decide(as("mark"), decision(submitted("maya", null), Verdict.APPROVE));
        approvals
                .reviews()
                .decide(
                        as("lena"),
                        DecisionForm.of(
                                submitted("mark", plant("for the reviewers")).id(), 1, Verdict.APPROVE, KEPT));
        DecisionForm stale =
                DecisionForm.of(submitted("maya", null).id(), 7, Verdict.APPROVE, PLANTED + " in what was refused");
        assertThatThrownBy(() -> approvals.reviews().decide(noras.call(), stale))
                .isInstanceOf(StaleVersionException.class);
    }

    private DecisionForm decision(Post post, Verdict verdict) {
        return new DecisionForm(post.id(), 1, null, verdict, plant("a note"), Visibility.EVERYONE, null, null);
    }

    private void talk() {
        for (Call call : List.of(noras.call(), marks.call(), as("mark")))
            approvals.comments().add(keyed(call, "comment"), talked.id(), CommentForm.of(plant("a comment")));
        approvals.comments().add(as("maya"), talked.id(), CommentForm.of(KEPT));
    }

    private void act() {
        approvals.posts().hold(as("mark"), scheduled().id(), plant("why it is held"));
        approvals.posts().hold(noras.call(), scheduled().id(), plant("why she holds it"));
        approvals.posts().recall(as("mark"), scheduled().id(), plant("why it is recalled"));
        PostId broken = submitted("maya", null).id();
        approvals.breakGlass().ask(as("rita"), broken, KEPT);
        approvals.breakGlass().consent(as("admin"), broken);
        approvals.breakGlass().closeReview(as("mark"), broken, plant("what he found"));
    }

    /** Both are erased, and twice. */
    public void erase() {
        for (Approver one : List.of(nora, mark)) {
            Call.Once once = new Call.Once("erase-" + one.id(), Digest.of("erase"), (result, fresh) -> "{}");
            Approver erased = approvals.approvers().erase(as("admin").once(once), one.id());
            assertThat(erased.name()).isNull();
            assertThat(erased.email()).isNull();
            assertThat(erased.groups()).isEmpty();
            assertThat(erased.userId()).as("the host's own name stays").isEqualTo(one.userId());
            assertThat(approvals.answered(as("admin").once(once))).contains("{}");
            clock.pass(Duration.ofMinutes(1));
            assertThat(approvals.approvers().erase(as("admin"), one.id())).isEqualTo(erased);
        }
    }

    /** Nothing that the library answers has anything of them, and the record is whole. */
    public void check() {
        assertThat(approvals.approvers().names(as("admin"), Set.of(nora.id(), mark.id())))
                .isEmpty();
        assertThat(approvals.approvers().list(as("admin"), ALL).items()).isEmpty();
        List<Post> posts =
                approvals.posts().list(as("admin"), PostFilter.ALL, ALL).items();
        Map<Digest, String> texts = approvals.posts().texts(as("admin"), posts);
        assertThat(texts.values()).isNotEmpty().containsOnly(KEPT);
        assertThat(approvals.comments().list(as("admin"), talked.id(), ALL).items())
                .extracting(Comment::text)
                .containsExactlyInAnyOrder(KEPT, null, null, null);
        checkRecord();
        checkDoors();
        for (Call call : List.of(noras.call(), as("maya")))
            assertThatThrownBy(() -> approvals.answered(
                            keyed(call, call.actor().name().id().equals("maya") ? "maya-1" : "nora-1")))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("erased");
    }

    private void checkRecord() {
        assertThat(approvals.records().verify(as("admin")).valid()).isTrue();
        List<AuditEntry> entries = new ArrayList<>();
        for (String action : List.of("approver.erased", "link.revoked"))
            entries.addAll(approvals
                    .records()
                    .entries(as("admin"), new TrailFilter(null, null, null, action, null, null), ALL)
                    .items());
        assertThat(entries).hasSize(4);
        assertThat(entries.stream()
                        .map(entry -> new String(entry.bytes(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining()))
                .contains("\"from\":\"ACTIVE\"", "\"to\":\"ERASED\"", "\"to\":\"REVOKED\"")
                .doesNotContain(PLANTED);
    }

    private void checkDoors() {
        assertThat(approvals.links().counts(as("admin"))).isEqualTo(Map.of(LinkStatus.REVOKED, 2L));
        for (ReviewSession session : List.of(noras, marks)) {
            assertThatThrownBy(() -> approvals.sessions().session(session.token()))
                    .isInstanceOf(SessionExpiredException.class);
            assertThatThrownBy(() -> approvals.comments().add(session.call(), talked.id(), CommentForm.of("late")))
                    .isInstanceOf(SessionExpiredException.class);
        }
        assertThatThrownBy(() -> approvals
                        .sessions()
                        .unlock(UnlockForm.of(
                                norasLink.token().reveal(), Objects.requireNonNull(norasLink.password()))))
                .isInstanceOf(LinkRevokedException.class);
    }

    private Call as(String user) {
        return office.as(user);
    }

    /** Under a key, where the answer that is kept says all that they ever said. */
    private Call keyed(Call call, String key) {
        return call.once(new Call.Once(
                key, Digest.of(key), (result, fresh) -> fresh.values() + " " + String.join(" ", planted)));
    }

    private String plant(String what) {
        planted.add("%s-%d %s".formatted(PLANTED, planted.size(), what));
        return planted.get(planted.size() - 1);
    }

    private String address() {
        planted.add("%s-%d@people.example".formatted(PLANTED, planted.size()));
        return planted.get(planted.size() - 1);
    }

    private Approver registered(ApproverForm form) {
        return approvals.approvers().register(keyed(as("admin"), "register-" + planted.size()), form);
    }

    private IssuedLink link(Approver approver) {
        return approvals.links().create(as("admin"), LinkForm.of(approver.id()));
    }

    private ReviewSession unlocked(IssuedLink link) {
        return approvals.sessions().unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
    }

    private Post submitted(String author, @Nullable String note) {
        Post post = approvals.posts().create(as(author), PostForm.of(LINKEDIN, "Hello"));
        return approvals.posts().submit(as(author), post.id(), note);
    }

    /** Approved by Lena, and on its way. */
    private Post scheduled() {
        PostForm form =
                PostForm.of(LINKEDIN, "Soon").withSchedule(clock.instant().plus(Duration.ofHours(5)), ZoneOffset.UTC);
        Post post = approvals.posts().create(as("maya"), form);
        approvals.posts().submit(as("maya"), post.id(), null);
        approvals.reviews().decide(as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, KEPT));
        return post;
    }
}

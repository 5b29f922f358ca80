package io.countersign.contract.office;

import static io.countersign.contract.office.Office.stage;

import io.countersign.Call;
import io.countersign.Comment;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.DecisionResult;
import io.countersign.content.Anchor;
import io.countersign.identity.Assurance;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Release;
import io.countersign.problem.ApprovalException;
import io.countersign.publish.Capability;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import io.countersign.store.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history of steps in an office, and what each came to: the same in every store. */
public final class History {
    /** How often each status was reached and each refusal given; a history that reaches nothing proves nothing. */
    public static final class Census {
        public final Map<PostStatus, Integer> statuses = new EnumMap<>(PostStatus.class);
        public final Map<String, Integer> outcomes = new java.util.TreeMap<>();
    }

    private static final int POSTS = 3;
    private static final List<String> PEOPLE =
            List.of("maya", "mark", "lena", "lou", "vera", "rita", "admin", "client");

    private final Office office;
    private final Census census;
    private final List<PostId> posts = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    public History(Office office, int policy, Census census) {
        this.office = office;
        this.census = census;
        office.wanting(policy(policy));
        for (int i = 0; i < POSTS; i++) posts.add(office.draft("post " + i).id());
    }

    /** Tries every step; what each came to, in words that hold no random id. */
    public List<String> run(List<Step> steps) {
        for (Step step : steps) {
            String outcome = attempt(step);
            census.outcomes.merge(step.deed() + " " + outcome, 1, Integer::sum);
            log.add(step + " -> " + outcome + " " + states());
            new Ledger(office).check(posts);
        }
        return List.copyOf(log);
    }

    public List<PostId> posts() {
        return List.copyOf(posts);
    }

    private String attempt(Step step) {
        try {
            return done(step);
        } catch (ApprovalException refused) {
            return refused.code();
        }
    }

    private String done(Step step) {
        PostId id = posts.get(Math.floorMod(step.post(), posts.size()));
        Call call = caller(step);
        switch (step.deed()) {
            case CREATE -> {
                if (posts.size() <= POSTS)
                    posts.add(office.approvals
                            .posts()
                            .create(call, form(step, null))
                            .id());
            }
            case EDIT -> office.approvals.posts().edit(call, id, version(id, step), form(step, null));
            case SAVE -> office.approvals.posts().edit(call, id, version(id, step), form(step, office.now(id)));
            case SUBMIT -> office.approvals.posts().submit(call, id, step.variant() % 2 == 0 ? null : "please");
            case APPROVE -> {
                return decide(call, id, step, Verdict.APPROVE, version(id, step));
            }
            case ALL_APPROVE -> everybodyApproves(id);
            case REQUEST_CHANGES -> {
                return decide(call, id, step, Verdict.REQUEST_CHANGES, version(id, step));
            }
            case REJECT -> {
                return decide(call, id, step, Verdict.REJECT, version(id, step));
            }
            case DECIDE_STALE -> {
                return decide(
                        call,
                        id,
                        step,
                        Verdict.APPROVE,
                        office.now(id).version().number() + 1);
            }
            case WITHDRAW -> office.approvals.posts().withdraw(call, id);
            case RELEASE -> office.approvals.posts().release(call, id);
            case RESCHEDULE -> office.approvals.posts().reschedule(call, id, time(step), ZoneOffset.UTC);
            case HOLD -> office.approvals.posts().hold(call, id, "wait");
            case UNHOLD -> office.approvals.posts().unhold(call, id);
            case RETRY -> office.approvals.posts().retry(call, id);
            case CONFIRM -> office.approvals.posts().confirm(call, id, step.variant() % 2 == 0, null);
            case BREAK_GLASS -> office.approvals.breakGlass().ask(call, id, "fire");
            case CONSENT -> office.approvals.breakGlass().consent(call, id);
            case CLOSE_REVIEW -> office.approvals.breakGlass().closeReview(call, id, "it was right");
            case RECALL -> office.approvals.posts().recall(call, id, "not now");
            case COMMENT -> {
                return comment(call, id, step);
            }
            case BREAK_CHANNEL -> breakChannel(step);
            case CRASH -> crash(step);
            case TICK -> office.approvals.tick();
            case LATER -> office.clock.pass(step.time());
        }
        return "done";
    }

    private String decide(Call call, PostId id, Step step, Verdict verdict, int version) {
        String note = verdict.refuses() ? "no, because" : null;
        Instant move = verdict == Verdict.APPROVE && Math.floorMod(step.variant(), 7) == 6 ? time(step) : null;
        DecisionResult result = office.approvals
                .reviews()
                .decide(call, new DecisionForm(id, version, null, verdict, note, null, move, null));
        return result.getClass().getSimpleName();
    }

    /** About a passage that captions have or have not. */
    private String comment(Call call, PostId id, Step step) {
        Visibility visibility = step.variant() % 2 == 0 ? Visibility.INTERNAL : Visibility.EVERYONE;
        Anchor anchor = step.variant() % 3 == 0 ? Anchor.Passage.of(0, step.variant() + 1) : null;
        long revision = office.now(id).revision();
        Comment comment = office.approvals.comments().add(call, id, new CommentForm("hm", visibility, anchor));
        if (office.now(id).revision() != revision + 1) throw new AssertionError("a comment is one entry");
        boolean first = office.approvals
                .comments()
                .list(call, id, PageRequest.FIRST)
                .items()
                .get(0)
                .equals(comment);
        return "v" + comment.version() + " " + comment.visibility() + (first ? " told" : " missing");
    }

    private void everybodyApproves(PostId id) {
        for (int who = 0; who < PEOPLE.size(); who++) {
            int version = office.now(id).version().number();
            office.approvals
                    .reviews()
                    .decide(caller(who), List.of(DecisionForm.of(id, version, Verdict.APPROVE, null)));
        }
    }

    /** The channel is down for a while, in which it is tried at every pause. */
    private void breakChannel(Step step) {
        office.channels.fail(1 + Math.floorMod(step.variant(), 6));
        for (int i = 0; i < 2; i++) {
            office.approvals.tick();
            office.clock.pass(Duration.ofMinutes(1));
        }
    }

    private void crash(Step step) {
        office.channels.promise(Capability.values()[Math.floorMod(step.variant(), 3)]);
        office.claimAndCrash();
        if (Math.floorMod(step.variant(), 2) == 0) return;
        office.clock.pass(Office.TERMS.lease());
        office.approvals.tick();
    }

    /** Usually the current version, now and then the one before. */
    private int version(PostId id, Step step) {
        int current = office.now(id).version().number();
        return Math.floorMod(step.variant(), 11) == 10 ? current - 1 : current;
    }

    private PostForm form(Step step, @Nullable Post same) {
        String caption = same == null
                ? "caption " + step.variant()
                : same.version().content().caption();
        PostForm form = PostForm.of(Office.LINKEDIN, caption == null ? "none" : caption);
        form = form.withSchedule(Math.floorMod(step.variant(), 3) == 0 ? null : time(step), ZoneOffset.UTC);
        Release release = Math.floorMod(step.variant(), 4) == 3 ? Release.MANUAL : Release.AUTOMATIC;
        List<ReviewerRef> reviewers = Math.floorMod(step.variant(), 5) == 4
                ? List.of(new ReviewerRef.User("vera"), office.clientRef())
                : List.of();
        return new PostForm(
                form.target(),
                form.caption(),
                null,
                List.of(),
                form.scheduledAt(),
                form.timeZone(),
                null,
                List.of(),
                null,
                null,
                release,
                Math.floorMod(step.variant(), 6) == 5,
                reviewers);
    }

    private @Nullable Instant time(Step step) {
        return switch (Math.floorMod(step.variant(), 5)) {
            case 0 -> null;
            case 1 -> office.clock.instant().minus(Duration.ofHours(1));
            case 2 -> office.clock.instant().plus(Duration.ofMinutes(5));
            default -> office.clock.instant().plus(Duration.ofHours(3));
        };
    }

    /** Half of the time somebody who may do it. */
    private Call caller(Step step) {
        if (step.who() < PEOPLE.size()) return caller(step.who());
        return switch (step.deed()) {
            case APPROVE, REQUEST_CHANGES, REJECT -> caller(2 + step.who() % 3);
            case CONSENT -> office.as("rita");
            default -> office.as("admin");
        };
    }

    private Call caller(int who) {
        String name = PEOPLE.get(Math.floorMod(who, PEOPLE.size()));
        return name.equals("client") ? office.client() : office.as(name);
    }

    private String states() {
        StringBuilder states = new StringBuilder();
        for (PostId id : posts) {
            Post post = office.now(id);
            census.statuses.merge(post.status(), 1, Integer::sum);
            states.append('[')
                    .append(post.status())
                    .append(" v")
                    .append(post.version().number())
                    .append(" r")
                    .append(post.revision())
                    .append(post.state().hold() == null ? "" : " held")
                    .append(post.state().missedSchedule() ? " missed" : "")
                    .append(post.state().glass() == null ? "" : " glass")
                    .append(post.state().owed() == null ? "" : " owed")
                    .append(post.state().recalled() == null ? "" : " recalled")
                    .append(post.round()
                            .map(round -> " "
                                    + round.progress().stages().stream()
                                            .map(stage -> stage.status().name()
                                                    + stage.votes().size())
                                            .toList())
                            .orElse(""))
                    .append(']');
        }
        return states.toString();
    }

    private RoutingPolicy policy(int which) {
        String client = office.clientRef().toString();
        StageRule any = stage("client", 0, Quorum.ANY, client, "user:vera");
        StageRule all = stage("legal", 10, Quorum.ALL, "group:legal", "user:vera");
        StageRule two = stage("two", 10, new Quorum.AtLeast(2), "group:legal", "group:marketing", "user:vera");
        StageRule share = stage("share", 20, new Quorum.Share(50), "group:legal", "user:vera");
        StageRule returned = new StageRule(
                "quick",
                0,
                List.of(ReviewerRef.parse("group:legal")),
                Quorum.ANY,
                Duration.ofHours(1),
                OnOverdue.RETURN,
                List.of(),
                List.of(),
                Assurance.LINK);
        StageRule escalated = new StageRule(
                "boss",
                5,
                List.of(ReviewerRef.parse("group:legal")),
                Quorum.ALL,
                Duration.ofMinutes(30),
                OnOverdue.ESCALATE,
                List.of(ReviewerRef.parse("user:vera")),
                List.of(),
                Assurance.ACCOUNT);
        List<StageRule> stages = switch (Math.floorMod(which, 6)) {
            case 0 -> List.of(any);
            case 1 -> List.of(any, all);
            case 2 -> List.of(any, two, share);
            case 3 -> List.of(returned, all);
            case 4 -> List.of(escalated, two);
            default -> List.of();
        };
        List<String> names = stages.stream().map(StageRule::name).toList();
        return new RoutingPolicy(
                stages,
                List.of(),
                names,
                List.of(),
                !stages.isEmpty(),
                which % 4 != 3,
                which % 5 == 4,
                which % 3 == 2,
                which % 2 == 0);
    }
}

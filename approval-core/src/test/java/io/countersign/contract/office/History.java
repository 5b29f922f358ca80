package io.countersign.contract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Call;
import io.countersign.Comment;
import io.countersign.CommentForm;
import io.countersign.DecisionForm;
import io.countersign.DecisionResult;
import io.countersign.DelegationForm;
import io.countersign.canonical.Digest;
import io.countersign.content.Anchor;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.Release;
import io.countersign.problem.ApprovalException;
import io.countersign.publish.Capability;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.store.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A history of steps in an office, and what each came to: the same in every store. */
public final class History {
    private static final int POSTS = 3;
    private static final List<String> PEOPLE =
            List.of("maya", "mark", "lena", "lou", "vera", "rita", "admin", "client");
    private static final List<String> LEAVERS = List.of("lena", "lou", "mark");

    private final Office office;
    private final Census census;
    private final Ledger ledger;
    private final List<PostId> posts = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    public History(Office office, int policy, Census census) {
        this.office = office;
        this.census = census;
        office.labeller.answering(Rulebook::seen);
        ledger = new Ledger(office, census);
        census.history();
        office.wanting(Rulebook.of(office, policy));
        for (int i = 0; i < POSTS; i++) posts.add(office.draft("post " + i).id());
    }

    /** Tries every step; what each came to, in words that hold no random id. */
    public List<String> run(List<Step> steps) {
        for (Step step : steps) {
            String outcome = attempt(step);
            Census.count(census.outcomes, step.deed() + " " + outcome);
            log.add(step + " -> " + outcome + " " + states());
            ledger.check(posts);
        }
        ledger.checkWhole(posts);
        return List.copyOf(log);
    }

    public List<PostId> posts() {
        return List.copyOf(posts);
    }

    private String attempt(Step step) {
        try {
            return done(step);
        } catch (ApprovalException refused) {
            Census.count(census.refusals, refused.code());
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
            case SUBMIT -> count(office.approvals.posts().submit(call, id, step.variant() % 2 == 0 ? null : "please"));
            case APPROVE -> {
                return decide(call, id, step, Verdict.APPROVE, version(id, step));
            }
            case ALL_APPROVE -> everybodyApproves(id);
            case REQUEST_CHANGES -> {
                return decide(call, id, step, Verdict.REQUEST_CHANGES, version(id, step));
            }
            case SUGGEST -> {
                return suggest(call, id, step);
            }
            case SUBMIT_SUGGESTED -> {
                return submitSuggested(call, id);
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
            case DELEGATE -> delegate(step);
            case LEAVE -> office.leave(LEAVERS.get(Math.floorMod(step.variant(), LEAVERS.size())));
            case RETURN -> office.returnAll();
            case TICK -> office.approvals.tick();
            case LATER -> office.clock.pass(step.time());
        }
        return "done";
    }

    /** By what a post was routed. */
    private void count(Post submitted) {
        submitted.round().stream()
                .flatMap(round -> round.plan().stages().stream())
                .flatMap(stage -> stage.because().stream())
                .map(because -> because.replaceAll("^rule '.*': label .*", "by label"))
                .distinct()
                .forEach(because -> census.outcomes.merge("SUBMIT routed: " + because, 1, Integer::sum));
    }

    private String decide(Call call, PostId id, Step step, Verdict verdict, int version) {
        String note = verdict.refuses() ? "no, because" : null;
        Instant move = verdict == Verdict.APPROVE && Math.floorMod(step.variant(), 7) == 6 ? time(step) : null;
        boolean current = version == office.now(id).version().number();
        boolean counts = current && move == null && ledger.recount(id).mustCount(call.actor(), verdict);
        try {
            DecisionResult result = office.approvals
                    .reviews()
                    .decide(call, new DecisionForm(id, version, null, verdict, note, null, move, null));
            if (counts) assertThat(result).isInstanceOf(DecisionResult.Recorded.class);
            return result.getClass().getSimpleName();
        } catch (ApprovalException refused) {
            assertThat(counts).as("must count: %s, %s", step, refused).isFalse();
            throw refused;
        }
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

    private String suggest(Call call, PostId id, Step step) {
        DecisionForm.Suggested caption = new DecisionForm.Suggested("caption " + Math.floorMod(step.variant(), 4));
        DecisionForm form = new DecisionForm(
                id, version(id, step), null, Verdict.REQUEST_CHANGES, "rather so", null, null, caption);
        return office.approvals.reviews().decide(call, form).getClass().getSimpleName();
    }

    /** The author takes a suggestion as it is, where there is one. */
    private String submitSuggested(Call call, PostId id) {
        Post post = office.now(id);
        Map<Digest, String> texts = office.approvals.posts().texts(office.as("admin"), List.of(post));
        Optional<String> caption = post.round().stream()
                .flatMap(round -> round.progress().stages().stream())
                .flatMap(stage -> stage.votes().stream())
                .flatMap(vote -> Optional.ofNullable(vote.suggestion()).stream())
                .map(suggestion -> texts.get(suggestion.caption()))
                .findFirst();
        if (caption.isEmpty()) return "nothing suggested";
        PostForm form = PostForm.of(Office.LINKEDIN, caption.get())
                .withSchedule(post.schedule().at(), post.schedule().zone())
                .withReviewers(post.state().reviewers());
        office.approvals.posts().edit(call, id, post.version().number(), form);
        Post submitted = office.approvals.posts().submit(call, id, null);
        boolean carried = submitted.round().orElseThrow().progress().stages().stream()
                .flatMap(stage -> stage.votes().stream())
                .anyMatch(vote -> vote.carriedFrom() != null);
        return carried ? "carried" : "not carried";
    }

    /** For a while, one of six decides in the place of another. */
    private void delegate(Step step) {
        ReviewerRef who = new ReviewerRef.User(PEOPLE.get(Math.floorMod(step.variant(), 5)));
        ReviewerRef to = new ReviewerRef.User(PEOPLE.get(Math.floorMod(step.who(), 7)));
        Instant until = office.clock.instant().plus(Duration.ofHours(40));
        office.delegated(
                office.approvals.delegations().give(office.as("admin"), who, new DelegationForm(to, null, until)));
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
            case APPROVE, REQUEST_CHANGES, SUGGEST, REJECT -> caller(2 + step.who() % 3);
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
            Census.count(census.statuses, post.status());
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
}

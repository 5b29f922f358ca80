package io.countersign;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.identity.Permission;
import io.countersign.post.PostForm;
import io.countersign.problem.InvalidInputException;
import io.countersign.routing.Classification;
import io.countersign.routing.Confidence;
import io.countersign.routing.PolicyCheck;
import io.countersign.routing.PolicyEvent;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import io.countersign.store.Changes;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The routing policy of a workspace, and what it would do. */
public final class Routing {
    /** At most so many rounds are looked at in one call. */
    public static final int MAX_ROUNDS = PastRounds.MOST;

    private final Desk desk;
    private final Routers routers;
    private final Classifying classifying;

    Routing(Desk desk, Routers routers, Classifying classifying) {
        this.desk = desk;
        this.routers = routers;
        this.classifying = classifying;
    }

    /** The policy as it stands; the defaults where none was stored. */
    public PolicyVersion get(Call call) {
        desk.needUser(call, "workspace", call.workspace().value());
        return desk.store.policy(call.workspace());
    }

    /**
     * Replaces the policy, for rounds that open from now on.
     *
     * @throws InvalidInputException naming every rule and field that cannot be used
     */
    public PolicyVersion put(Call call, RoutingPolicy policy) {
        needToPut(call);
        PolicyCheck.check(desk.checks.valid(policy), classifying.isPossible());
        PolicyVersion before = desk.store.policy(call.workspace());
        Instant now = desk.store.now();
        if (before.number() > 0 && before.policy().equals(policy)) {
            desk.keep(call, before, now);
            return before;
        }
        int number = before.number() + 1;
        PolicyVersion after = new PolicyVersion(
                call.workspace(),
                before.head(),
                number,
                policy,
                call.actor().name().id(),
                now);
        Change change = new Change(new PolicyEvent.Changed(number, Digest.of(Json.write(policy))), Subject.NONE);
        Save save = desk.save(call, before.head().seq() == 0 ? null : before, after, now, List.of(change));
        desk.commitOrConflict(
                Changes.all(call.workspace(), List.of(save)).with(Desk.answer(call, save.after(), List.of(save), now)));
        return (PolicyVersion) save.after();
    }

    private void needToPut(Call call) {
        desk.needRecorded(
                call,
                Permission.ROUTING_MANAGE,
                "workspace",
                call.workspace().value(),
                refused -> new PolicyEvent.Refused("put", refused.code(), refused.reason()),
                () -> Optional.of(desk.store.policy(call.workspace())));
    }

    /** The stages that a content would get if it were submitted now by the caller, in order, and why. */
    public List<RoutedStage> explain(Call call, PostForm form) {
        PolicyVersion policy = get(call);
        form.checked(desk.checks);
        Classification classification = classifying.of(call.workspace(), form.content());
        return routers.of(policy)
                .route(form.content(), call.actor().name().id(), form.reviewers(), classification)
                .stages();
    }

    /**
     * What a policy would have done to the rounds of a period: each is routed again as it was submitted, by the labels that
     * were recorded then, and held to be possible with the people of today.
     *
     * @throws InvalidInputException for a policy that {@link #put} would refuse, a period that cannot be asked about, or one
     *     of more than {@value #MAX_ROUNDS} rounds
     */
    public ReplayReport replay(Call call, ReplayForm form) {
        return replay(call, form, MAX_ROUNDS);
    }

    ReplayReport replay(Call call, ReplayForm form, int most) {
        desk.need(call, Permission.ROUTING_MANAGE, "workspace", call.workspace().value());
        desk.checks.valid(form);
        try {
            PolicyCheck.check(form.policy(), classifying.isPossible());
        } catch (InvalidInputException wrong) {
            throw wrong.within("policy");
        }
        return Replay.of(desk, call, form.policy(), Period.of(form.from(), form.to()), most);
    }

    /**
     * How the labels of shadow classifiers compare with those that counted, over the rounds of a period; a label counts as
     * given with at least that confidence.
     *
     * @param from inclusive
     * @param to exclusive, at most {@link Stats#LONGEST} later
     */
    public ClassifierReport classifiers(Call call, Instant from, Instant to, Confidence atLeast) {
        desk.need(call, Permission.ROUTING_MANAGE, "workspace", call.workspace().value());
        Period period = Period.of(from, to);
        Comparing comparing = new Comparing(atLeast);
        PastRounds.each(desk.store, call.workspace(), period, MAX_ROUNDS, part -> part.forEach(comparing::see));
        return new ClassifierReport(period.from(), period.to(), atLeast, comparing.comparisons());
    }
}

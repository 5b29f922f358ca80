package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.approver.DelegationEvent;
import io.countersign.approver.Deputies;
import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.identity.Delegation;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.store.Changes;
import io.countersign.store.Found;
import io.countersign.store.Save;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who decides in whose place, and for how long. A delegate may decide what the delegator may, who still may; a delegate's
 * delegate may as well, three hops at most. The record names both. Nobody approves in the place of who contributed.
 *
 * <p>People are named as reviewers are: a user, or an approver, who is the user where they are of kind USER; no group.
 * Giving and ending need {@link Permission#APPROVER_MANAGE}; for oneself, {@link Permission#REVIEW} is enough.
 */
public final class Delegations {
    private final Desk desk;

    Delegations(Desk desk) {
        this.desk = desk;
    }

    /**
     * Puts somebody in a person's place.
     *
     * @throws InvalidInputException for a period that is over, too long, or in which somebody is in that place already;
     *     for oneself, and for who could then decide in their own place through others
     */
    public Delegation give(Call call, ReviewerRef who, DelegationForm form) {
        Person delegator = needed(call, who, "give");
        desk.checks.valid(form);
        Person delegate = person(call.workspace(), form.to())
                .orElseThrow(() -> new InvalidInputException(
                        "to",
                        "%s is nobody who could decide; name a user or a registered approver".formatted(form.to())));
        Found<Deputies> found = desk.store.deputies(call.workspace(), List.of(delegator));
        Instant now = found.now();
        Deputies before = found.items().stream().findFirst().orElse(null);
        Deputies deputies = before == null ? Deputies.none(call.workspace(), delegator) : before;
        Instant from = form.from() == null ? now : form.from().truncatedTo(ChronoUnit.MICROS);
        Instant until = form.until().truncatedTo(ChronoUnit.MICROS);
        Delegation delegation = new Delegation(desk.ids.next(now), delegator, delegate, from, until);
        try {
            check(call, deputies, delegation, now);
        } catch (InvalidInputException problem) {
            throw refused(call, delegator, "give", problem);
        }
        DelegationEvent event = new DelegationEvent.Delegated(delegation.id(), delegator, delegate, from, until);
        commit(call, before, deputies.with(delegation, now), event, delegation, now);
        return delegation;
    }

    /** Whom a person puts in their place, now and later; the earliest first. */
    public List<Delegation> of(Call call, ReviewerRef who) {
        desk.needUser(call, "approver", id(who));
        Found<Deputies> found = desk.store.deputies(call.workspace(), List.of(known(call, who)));
        return found.items().stream()
                .flatMap(deputies -> deputies.notOver(found.now()).stream())
                .toList();
    }

    /**
     * Ends a delegation before its time; what was decided by it stands.
     *
     * @throws NotFoundException where the person gave none of that id, or it is over
     */
    public Delegation end(Call call, ReviewerRef who, String id) {
        Person delegator = needed(call, who, "end");
        Found<Deputies> found = desk.store.deputies(call.workspace(), List.of(delegator));
        Deputies before = found.items().stream().findFirst().orElse(null);
        if (before == null) throw new NotFoundException("delegation", id);
        Delegation delegation = before.notOver(found.now()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("delegation", id));
        DelegationEvent event = new DelegationEvent.Ended(id, delegator, delegation.delegate());
        commit(call, before, before.without(delegation, found.now()), event, delegation, found.now());
        return delegation;
    }

    /** The person, for who may delegate for them. */
    private Person needed(Call call, ReviewerRef who, String command) {
        desk.needUser(call, "approver", id(who));
        boolean manages = call.actor().may(Permission.APPROVER_MANAGE);
        if (!manages && !call.actor().may(Permission.REVIEW)) {
            NotPermittedException problem =
                    new NotPermittedException("This needs the permission %s, or for oneself %s, in this workspace."
                            .formatted(Permission.APPROVER_MANAGE.code(), Permission.REVIEW.code()));
            person(call.workspace(), who).ifPresent(person -> refused(call, person, command, problem));
            throw problem;
        }
        Person person = known(call, who);
        if (!manages && !person.equals(call.actor().person()))
            throw refused(
                    call,
                    person,
                    command,
                    new NotPermittedException("Delegating for others needs the permission %s in this workspace."
                            .formatted(Permission.APPROVER_MANAGE.code())));
        return person;
    }

    /** Records it in the chain of the person whose place it is about; returns it, to be thrown. */
    private <T extends ApprovalException> T refused(Call call, Person delegator, String command, T problem) {
        return desk.refused(
                call,
                problem,
                new DelegationEvent.Refused(command, problem.code(), problem.reason()),
                () -> Optional.of(desk.store.deputies(call.workspace(), List.of(delegator)).items().stream()
                        .findFirst()
                        .orElseGet(() -> Deputies.none(call.workspace(), delegator))));
    }

    private Person known(Call call, ReviewerRef who) {
        return person(call.workspace(), who).orElseThrow(() -> new NotFoundException("approver", id(who)));
    }

    /** The human, where one is meant whom the workspace knows. */
    private Optional<Person> person(WorkspaceId workspace, ReviewerRef ref) {
        if (ref instanceof ReviewerRef.User user) return Optional.of(Person.user(user.id()));
        if (!(ref instanceof ReviewerRef.Approver approver)) return Optional.empty();
        return desk.store.approvers(workspace, List.of(approver.id())).items().stream()
                .filter(Approver::active)
                .map(found -> found.member().person())
                .findFirst();
    }

    private static String id(ReviewerRef ref) {
        return ref instanceof ReviewerRef.Approver approver ? approver.id().value() : ref.toString();
    }

    private void check(Call call, Deputies deputies, Delegation wanted, Instant now) {
        checkPeriod(wanted.from(), wanted.until(), now);
        checkFree(deputies, wanted.from(), wanted.until(), now);
        if (wanted.delegate().equals(wanted.delegator()))
            throw new InvalidInputException("to", "%s cannot stand in for themselves".formatted(wanted.delegator()));
        new Circles(desk.store, call.workspace()).check(wanted, now);
    }

    private static void checkPeriod(Instant from, Instant until, Instant now) {
        if (!until.isAfter(from))
            throw new InvalidInputException(
                    "until", "must be after the beginning, %s, and is %s".formatted(from, until));
        if (!until.isAfter(now))
            throw new InvalidInputException("until", "must be in the future, and is %s".formatted(until));
        if (Duration.between(from, until).compareTo(Deputies.MAX_LENGTH) > 0)
            throw new InvalidInputException(
                    "until",
                    "must be at most %d days after the beginning, %s, and is %s"
                            .formatted(Deputies.MAX_LENGTH.toDays(), from, until));
    }

    /** One delegate at a time: whoever acts in a person's place is one person. */
    private static void checkFree(Deputies deputies, Instant from, Instant until, Instant now) {
        List<Delegation> kept = deputies.notOver(now);
        kept.stream().filter(one -> one.overlaps(from, until)).findFirst().ifPresent(one -> {
            throw new InvalidInputException(
                    "from",
                    "the period overlaps that from %s until %s, in which %s is in that place already; end the delegation %s first, or choose another period"
                            .formatted(one.from(), one.until(), one.delegate(), one.id()));
        });
        if (kept.size() >= Deputies.MAX)
            throw new InvalidInputException(
                    "from",
                    "%s has %d delegations that are not over, and more are not kept; end one first"
                            .formatted(deputies.person(), kept.size()));
    }

    private void commit(
            Call call,
            @Nullable Deputies before,
            Deputies after,
            DelegationEvent event,
            Delegation result,
            Instant now) {
        Save save = desk.save(call, before, after, now, List.of(new Change(event, Subject.NONE)));
        desk.commitOrConflict(
                Changes.all(call.workspace(), List.of(save)).with(Desk.answer(call, result, List.of(save), now)));
    }
}

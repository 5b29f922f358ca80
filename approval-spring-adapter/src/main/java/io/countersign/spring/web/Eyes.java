package io.countersign.spring.web;

import io.countersign.Call;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.review.Visibility;
import io.countersign.review.Vote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom a post is shown: users see everything; a guest sees what was submitted, notes that are for everyone, and of
 * reviewers only themselves, unless the host shows the others.
 *
 * @param self the guest's human; null for a user
 * @param refs by which the guest may be asked
 * @param reviewersShown whether other reviewers are named
 */
record Eyes(@Nullable Person self, Set<ReviewerRef> refs, boolean reviewersShown) {
    /** A user's. */
    static final Eyes USER = new Eyes(null, Set.of(), true);

    static Eyes of(Call call, boolean reviewersShown) {
        if (!(call.actor() instanceof Actor.Guest guest)) return USER;
        Member member = guest.member();
        Set<ReviewerRef> refs = new HashSet<>();
        refs.add(new ReviewerRef.Approver(member.id()));
        member.groups().forEach(group -> refs.add(new ReviewerRef.Group(group)));
        String userId = member.userId();
        if (userId != null) refs.add(new ReviewerRef.User(userId));
        return new Eyes(member.person(), Set.copyOf(refs), reviewersShown);
    }

    boolean guest() {
        return self != null;
    }

    /** Whether this person is named. */
    boolean named(Person person) {
        return reviewersShown || person.equals(self);
    }

    /** Whether this actor is named. */
    boolean named(Actor.Name actor) {
        return reviewersShown
                || refs.contains(
                        actor.kind() == Actor.Kind.USER
                                ? new ReviewerRef.User(actor.id())
                                : new ReviewerRef.Approver(new ApproverId(actor.id())));
    }

    /** Of references to reviewers, those that are told. */
    List<ReviewerRef> told(List<ReviewerRef> all) {
        return reviewersShown ? all : all.stream().filter(refs::contains).toList();
    }

    boolean readsNote(Vote vote) {
        return self == null || vote.visibility() == Visibility.EVERYONE;
    }
}

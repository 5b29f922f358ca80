package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.approver.ApproverEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkOutcome;
import io.countersign.problem.NotFoundException;
import io.countersign.store.Changes;
import io.countersign.store.Erasure;
import io.countersign.store.Found;
import io.countersign.store.LinkFilter;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person is forgotten: their links end in the same transaction, so that a decision on its way through one is either
 * forgotten with the rest or refused.
 */
final class Erasing {
    private static final int MAX_TRIES = 8;

    /** What became of it; before is after where it was so already. */
    record Done(Approver before, Approver after) {}

    private final Desk desk;

    Erasing(Desk desk) {
        this.desk = desk;
    }

    /** Deleted ones too; whoever is erased already stays as they are. */
    Done erase(Call call, ApproverId id) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Found<Approver> found = desk.store.approvers(call.workspace(), List.of(id));
            Approver before =
                    found.items().stream().findFirst().orElseThrow(() -> new NotFoundException("approver", id.value()));
            if (before.status() == Approver.Status.ERASED) {
                desk.keep(call, before, found.now());
                return new Done(before, before);
            }
            List<Save> saves = new ArrayList<>();
            for (Link link : links(call, id)) saves.add(revoked(call, link, found.now()));
            Save erased = erased(call, before, found.now());
            saves.add(erased);
            Changes changes =
                    Changes.all(call.workspace(), saves).with(Desk.answer(call, erased.after(), saves, found.now()));
            if (desk.commit(changes).lost().isEmpty()) return new Done(before, (Approver) erased.after());
            // In the host's transaction there is no second try.
            if (desk.store.joined()) break;
        }
        throw Desk.conflict("approver " + id);
    }

    private Save erased(Call call, Approver before, Instant now) {
        Approver after = before.erased(now);
        Subject subject = Subject.became(before.status().name(), after.status().name());
        Set<Actor.Name> owners = new HashSet<>();
        owners.add(new Actor.Name(Actor.Kind.APPROVER, before.id().value()));
        // An approver of kind USER is that user.
        owners.add(before.member().person().name());
        return desk.save(call, before, after, now, List.of(new Change(new ApproverEvent.Erased(), subject)))
                .forgetting(new Erasure(owners, before.stream()));
    }

    private Save revoked(Call call, Link link, Instant now) {
        LinkOutcome.Done outcome = (LinkOutcome.Done) new LinkCommand.Revoke().applyTo(link, now);
        return desk.save(call, link, outcome.after(), now, outcome.changes());
    }

    /** All that are not revoked: an expired one could be extended. */
    private List<Link> links(Call call, ApproverId id) {
        List<Link> links = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Link> page = desk.store.links(
                    call.workspace(), new LinkFilter(null, id, null), new PageRequest(PageRequest.MAX, cursor));
            page.items().stream().filter(link -> link.revokedAt() == null).forEach(links::add);
            cursor = page.next();
        } while (cursor != null);
        return links;
    }
}

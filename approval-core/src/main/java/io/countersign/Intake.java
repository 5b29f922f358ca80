package io.countersign;

import io.countersign.content.Media;
import io.countersign.content.MediaResolver;
import io.countersign.identity.ApproverId;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.post.Editing;
import io.countersign.post.Outcome;
import io.countersign.post.PostForm;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of an author's form before it is decided on: checked, its media pinned, its reviewers known. */
final class Intake {
    private final Desk desk;
    private final MediaResolver media;

    Intake(Desk desk, MediaResolver media) {
        this.desk = desk;
        this.media = media;
    }

    /** The form, checked, with each medium pinned that the host can resolve. */
    PostForm usable(Call call, PostForm form) {
        form.checked(desk.checks);
        if (media == MediaResolver.NONE || form.media().isEmpty()) return form;
        List<Media> pinned = form.media().stream()
                .map(medium -> medium.sha256() != null
                        ? medium
                        : media.resolve(call.workspace(), medium)
                                .map(medium::pinned)
                                .orElse(medium))
                .toList();
        return form.withMedia(pinned);
    }

    /** Refuses explicit reviewers that are no active approvers; tells the time, which the same reading knows. */
    Instant knownApprovers(Call call, PostForm form, List<ReviewerRef> known) {
        Set<ApproverId> asked = form.reviewers().stream()
                .filter(ref -> !known.contains(ref))
                .filter(ReviewerRef.Approver.class::isInstance)
                .map(ref -> ((ReviewerRef.Approver) ref).id())
                .collect(Collectors.toSet());
        if (asked.isEmpty()) return desk.store.now();
        var found = desk.store.approvers(call.workspace(), asked);
        found.items().stream().filter(approver -> approver.active()).forEach(approver -> asked.remove(approver.id()));
        if (!asked.isEmpty())
            throw new InvalidInputException(asked.stream()
                    .map(id -> new Violation("reviewers", "there is no approver '%s' in this workspace".formatted(id)))
                    .toList());
        return found.now();
    }

    Save created(Call call, PostId id, PostForm form, Instant now) {
        Outcome.Changed created =
                Editing.create(call.workspace(), id, form, new Situation(call.actor(), Roster.EMPTY, now));
        return desk.save(call, null, created.after(), now, created.changes());
    }
}

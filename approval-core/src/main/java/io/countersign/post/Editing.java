package io.countersign.post;

import io.countersign.content.Content;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import java.util.Objects;

/** The author's rules: making, editing, withdrawing. */
public final class Editing {
    private Editing() {}

    /** A new post, as version 1. */
    public static Outcome.Changed create(WorkspaceId workspace, PostId id, PostForm form, Situation situation) {
        Actor.Name author = situation.actor().name();
        Scheduling.needAhead(form.scheduledAt(), situation.now());
        Version first = Version.of(1, form.content(), author.id(), situation.now());
        PostEvent.Created made = new PostEvent.Created(
                form.scheduledAt(),
                form.timeZone(),
                form.release(),
                form.bundle(),
                form.advocacy(),
                form.reviewers(),
                form.content().pinned());
        Post post = Course.begun(workspace, id, made, first);
        Draft draft = new Draft(post, situation, Terms.DEFAULT);
        draft.need(Permission.POST_WRITE);
        draft.happened(made);
        return new Outcome.Changed(post, draft.changes());
    }

    static Outcome edit(Draft draft, PostCommand.Edit command) {
        draft.need(Permission.POST_WRITE);
        draft.needVersion(command.version(), null);
        draft.need(Transitions.Trigger.EDIT, "it cannot be edited any more");
        Content content = command.form().content();
        boolean material = !content.equals(draft.version.content());
        if (material) replaceContent(draft, command.form(), content);
        // What is to wait for a person from now on must not be scheduled by its new time.
        else Scheduling.move(draft, command.form().schedule(), command.form().release() == Release.MANUAL);
        saveSettings(draft, command.form());
        return draft.outcome(material ? Transitions.Trigger.EDIT : Transitions.Trigger.SAVE);
    }

    static Outcome withdraw(Draft draft) {
        draft.need(Permission.POST_WRITE);
        draft.need(Transitions.Trigger.WITHDRAW, "only a post that is not being published can be withdrawn");
        Integer ended = draft.countingRound();
        draft.status = PostStatus.WITHDRAWN;
        draft.happened(new PostEvent.Withdrawn(ended));
        return draft.outcome(Transitions.Trigger.WITHDRAW);
    }

    private static void replaceContent(Draft draft, PostForm form, Content content) {
        Integer superseded = draft.countingRound();
        draft.status = PostStatus.DRAFT;
        Scheduling.changeTime(draft, form.schedule());
        String editor = draft.actor().name().id();
        draft.version = Version.of(draft.version.number() + 1, content, editor, draft.now());
        draft.happened(new PostEvent.Edited(content.pinned(), superseded));
    }

    private static void saveSettings(Draft draft, PostForm form) {
        Release before = draft.before.state().release();
        boolean toAutomatic = before == Release.MANUAL && form.release() == Release.AUTOMATIC;
        boolean changed = before != form.release()
                || draft.advocacy != form.advocacy()
                || !Objects.equals(draft.bundle, form.bundle())
                || !draft.reviewers.equals(form.reviewers());
        if (changed)
            draft.happened(new PostEvent.Saved(form.release(), form.bundle(), form.advocacy(), form.reviewers()));
        if (toAutomatic && draft.status == PostStatus.APPROVED) {
            draft.need(Permission.POST_RELEASE);
            Scheduling.schedule(draft);
        }
    }
}

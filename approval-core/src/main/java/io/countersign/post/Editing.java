package io.countersign.post;

import io.countersign.audit.Head;
import io.countersign.content.Content;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.publish.Publication;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The author's rules: making, editing, withdrawing. */
public final class Editing {
    private Editing() {}

    /** A new post, as version 1. */
    public static Outcome.Changed create(WorkspaceId workspace, PostId id, PostForm form, Situation situation) {
        Actor.Name author = situation.actor().name();
        Scheduling.needAhead(form.scheduledAt(), situation.now());
        Version first = Version.of(1, form.content(), author.id(), situation.now());
        PostState state = new PostState(
                form.release(),
                form.advocacy(),
                form.reviewers(),
                null,
                null,
                false,
                null,
                false,
                List.of(Person.user(author.id())),
                null,
                Publication.NONE,
                null,
                null,
                null);
        Post post = new Post(
                workspace,
                id,
                Head.START,
                author.id(),
                form.bundle(),
                situation.now(),
                first,
                form.schedule(),
                PostStatus.DRAFT,
                null,
                0,
                null,
                state);
        Draft draft = new Draft(post, situation, Terms.DEFAULT);
        draft.need(Permission.POST_WRITE);
        draft.happened(new PostEvent.Created(
                form.scheduledAt(),
                form.timeZone(),
                form.release(),
                form.bundle(),
                form.advocacy(),
                form.reviewers(),
                form.content().pinned()));
        return new Outcome.Changed(post, draft.changes());
    }

    static Outcome edit(Draft draft, PostCommand.Edit command) {
        draft.need(Permission.POST_WRITE);
        draft.needVersion(command.version(), null);
        draft.need(Transitions.Trigger.EDIT, "it cannot be edited any more");
        Content content = command.form().content();
        boolean material = !content.equals(draft.version.content());
        if (material) replaceContent(draft, command.form(), content);
        else moveOnly(draft, command.form());
        saveSettings(draft, command.form());
        return draft.outcome(material ? Transitions.Trigger.EDIT : Transitions.Trigger.SAVE);
    }

    private static void moveOnly(Draft draft, PostForm form) {
        // What is to wait for a person from now on must not be scheduled by its new time.
        if (form.release() == Release.MANUAL) draft.release = Release.MANUAL;
        Scheduling.move(draft, form.schedule());
    }

    static Outcome withdraw(Draft draft) {
        draft.need(Permission.POST_WRITE);
        draft.need(Transitions.Trigger.WITHDRAW, "only a post that is not being published can be withdrawn");
        Integer ended = draft.supersede().orElse(null);
        draft.hold = null;
        draft.glass = null;
        draft.status = PostStatus.WITHDRAWN;
        draft.happened(new PostEvent.Withdrawn(ended));
        return draft.outcome(Transitions.Trigger.WITHDRAW);
    }

    private static void replaceContent(Draft draft, PostForm form, Content content) {
        Integer superseded = draft.supersede().orElse(null);
        draft.status = PostStatus.DRAFT;
        Scheduling.changeTime(draft, form.schedule());
        String editor = draft.actor().name().id();
        draft.version = Version.of(draft.version.number() + 1, content, editor, draft.now());
        draft.hold = null;
        draft.glass = null;
        draft.contributors = Stream.concat(draft.contributors.stream(), Stream.of(Person.user(editor)))
                .distinct()
                .toList();
        draft.happened(new PostEvent.Edited(content.pinned(), superseded));
    }

    private static void saveSettings(Draft draft, PostForm form) {
        Release before = draft.before.state().release();
        boolean toAutomatic = before == Release.MANUAL && form.release() == Release.AUTOMATIC;
        boolean changed = before != form.release()
                || draft.advocacy != form.advocacy()
                || !Objects.equals(draft.bundle, form.bundle())
                || !draft.reviewers.equals(form.reviewers());
        draft.release = form.release();
        draft.advocacy = form.advocacy();
        draft.bundle = form.bundle();
        draft.reviewers = form.reviewers();
        if (changed)
            draft.happened(new PostEvent.Saved(form.release(), form.bundle(), form.advocacy(), form.reviewers()));
        if (toAutomatic && draft.status == PostStatus.APPROVED) {
            draft.need(Permission.POST_RELEASE);
            Scheduling.schedule(draft);
        }
    }
}
